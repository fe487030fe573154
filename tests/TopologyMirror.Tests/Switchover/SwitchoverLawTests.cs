using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class SwitchoverLawTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private static Gen<Member> Members { get; } =
        from exists in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from state in Gen.Elements(Enum.GetValues<InstanceState>())
        from digest in Gen.Elements<ConfigDigest?>(Old, Old, New, null)
        from weight in Gen.Elements(-1, 0, 100, 50)
        from pending in Gen.Elements<int?>(null, null, 0, 100)
        from role in Gen.Choose(0, 3)
        from watched in Gen.Elements(true, false)
        select new Member(exists, state, digest, weight, pending, role, watched);

    private static Arbitrary<Case> Cases { get; } = (
        from phase in Gen.Elements(Enum.GetValues<SwitchoverPhase>())
        from members in Members.ListOf(Names.Length)
        from entered in Gen.Choose(-300, 5)
        from attempts in Gen.Choose(0, 7)
        from last in Gen.Elements<int?>(null, -20, -1, 0, 3)
        from failure in Gen.Elements(null, "busy")
        from abort in Gen.Elements(null, null, "stop")
        from routers in Gen.Elements(0, 1, 2)
        from monitored in Gen.Elements(true, false)
        from lag in Gen.Choose(0, 100)
        from kind in Gen.Elements(SwitchoverKind.Join, SwitchoverKind.Replace)
        from slow in Gen.Elements(0, 0, 60)
        select new Case(Reachable(phase, kind), [.. members], entered, attempts, last, failure, abort, routers, monitored, lag, kind, phase == SwitchoverPhase.Ramp ? 60 : slow)).ToArbitrary();

    /// <summary>Only a Replace shifts and bakes; these runs have neither data nor work.</summary>
    private static SwitchoverPhase Reachable(SwitchoverPhase phase, SwitchoverKind kind) =>
        phase is SwitchoverPhase.Quiesce or SwitchoverPhase.CatchUp or SwitchoverPhase.Fence or SwitchoverPhase.PromoteData ? SwitchoverPhase.Route
        : kind != SwitchoverKind.Replace && phase is SwitchoverPhase.Shift or SwitchoverPhase.VerifyShift or SwitchoverPhase.HandOver or SwitchoverPhase.Bake ? SwitchoverPhase.VerifyRoute
        : phase == SwitchoverPhase.HandOver ? SwitchoverPhase.Bake : phase;

    [Fact]
    public void Next_AnyStateAndObservation_IsDefinedAndMovesOn() => Prop.ForAll(Cases, c =>
    {
        SwitchoverAction action = new SwitchoverCoordinator(new SwitchoverOptions()).Next(State(c), new SwitchoverObservation
        {
            Now = Noon, World = World(c).View(c.IsMonitored) is var world && c.Routers == 0 ? world with { Routes = [] } : world, AbortRequested = c.Abort,
        });
        return action switch
        {
            SwitchoverAction.Done => c.Phase == SwitchoverPhase.Closed,
            SwitchoverAction.Wait wait => wait.Until > Noon && wait.Reason.Length > 0,
            SwitchoverAction.SetWeights set => set.Weights.Count > 0 && c.Phase is SwitchoverPhase.Route or SwitchoverPhase.Ramp or SwitchoverPhase.Shift or SwitchoverPhase.Bake or SwitchoverPhase.Unwind,
            SwitchoverAction.AttachMonitoring attach => attach.Instances.Count > 0 && c.Phase == SwitchoverPhase.Arm,
            SwitchoverAction.Enter enter => enter.Phase > c.Phase && enter.Phase != SwitchoverPhase.Closed,
            SwitchoverAction.Close close => c.Phase != SwitchoverPhase.Closed && (close.Outcome != SwitchoverOutcome.Committed || SwitchoverSequence.After(c.Phase, State(c).Plan) is null),
            SwitchoverAction.Hold hold => hold.Reason.Length > 0 && c.Kind == SwitchoverKind.Replace && c.Phase is SwitchoverPhase.Shift or SwitchoverPhase.VerifyShift or SwitchoverPhase.Bake && c.Abort is null,
            _ => false,
        };
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Drive_FromAnyStateThroughAFaithfulWorld_EndsAsItsOutcomeSays() => Prop.ForAll(Cases, c =>
    {
        var model = new ModelWorld(World(c), TimeSpan.FromSeconds(c.Lag)) { Abort = _ => c.Abort };
        if (c.Phase == SwitchoverPhase.Closed)
        {
            return true;
        }

        SwitchoverState end = model.Drive(State(c));
        WorldView world = model.Observe().World;
        if (model.Story is [.., var last] && last.StartsWith("hold: ", StringComparison.Ordinal))
        {
            // A run is held only where its way back is closed, and an abort opens it.
            bool isClosed = SideHealth.NoWayBack(end, world, new BakeGuardrailOptions()) is not null;
            model.Abort = _ => "stop";
            return isClosed && c.Abort is null && model.Drive(end).Outcome is SwitchoverOutcome.RolledBack or SwitchoverOutcome.Committed;
        }

        return end.Phase == SwitchoverPhase.Closed && end.Outcome switch
        {
            SwitchoverOutcome.Committed => end.Plan.Promote.Except(end.Lost).All(i => world.IsRoutedEverywhere(i) && world.Topology.Find(i)?.State == InstanceState.Ready) && !end.Plan.Leaving.Any(world.IsRoutedAnywhere),
            SwitchoverOutcome.RolledBack => !end.Plan.Promote.Any(world.IsRoutedAnywhere) && end.Plan.Leaving.All(i => world.Topology.Find(i)?.State != InstanceState.Ready || world.IsRoutedEverywhere(i)),
            _ => c.Phase <= SwitchoverPhase.Route,
        };
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static SwitchoverState State(Case c)
    {
        RunPlan plan = Runs.Join(Having(c, 1)) with { Kind = c.Kind, Demote = Ids(Having(c, 2)), Retire = Ids(Having(c, 3)), OpenedAt = Noon.AddSeconds(c.EnteredSeconds), SlowStart = TimeSpan.FromSeconds(c.Slow) };
        return SwitchoverState.Open(plan) with
        {
            Phase = c.Phase, EnteredAt = Noon.AddSeconds(c.EnteredSeconds), Attempts = c.Attempts, Steps = c.Attempts, LastFailure = c.Failure,
            LastAttemptAt = c.LastSeconds is { } s ? Noon.AddSeconds(s) : null,
        };
    }

    private static string[] Having(Case c, int role) => [.. Names.Where((_, i) => c.Members[i].Role == role)];

    private static TestWorld World(Case c)
    {
        TestWorld world = c.Routers == 2 ? new TestWorld("north", "south") : new TestWorld();
        for (int i = 0; i < Names.Length; i++)
        {
            Member member = c.Members[i];
            _ = member.Exists ? world.Add(Names[i], member.State).Change(Names[i], o => o with { Digest = member.Digest }) : world;
            _ = member.Weight >= 0 ? world.Route(Names[i], member.Weight, member.Pending) : world;
            _ = member.IsWatched ? world.Watch(Names[i]) : world;
        }

        return world;
    }

    private sealed record Member(bool Exists, InstanceState State, ConfigDigest? Digest, int Weight, int? Pending, int Role, bool IsWatched);

    private sealed record Case(
        SwitchoverPhase Phase, Member[] Members, int EnteredSeconds, int Attempts, int? LastSeconds, string? Failure, string? Abort, int Routers, bool IsMonitored, int Lag, SwitchoverKind Kind, int Slow);
}
