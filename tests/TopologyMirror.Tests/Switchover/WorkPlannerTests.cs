using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class WorkPlannerTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static TestWorld Three => new TestWorld().Live("a", "b").Cover("x").Gated();

    [Fact]
    public void Plan_Shared_EveryReadyLiveInstanceWorksAndNobodyElse()
    {
        Plan(Three, WorkKind.Shared).ShouldBe("start a b | instance 'a' to work");
        Plan(Three.Works("a").Works("b", active: false, pending: true), WorkKind.Shared).ShouldBe("| instance 'b' to work");
        Plan(Three.Works("a").Works("b"), WorkKind.Shared).ShouldBe("|");
        Plan(Three.Works("a").Works("b").Works("x"), WorkKind.Shared).ShouldBe("stop x | instance 'x' to stop its work");
        Plan(Three.Works("a").Works("b").Works("x", inFlight: 2, pending: false), WorkKind.Shared).ShouldBe("| instance 'x' to stop its work (2 in flight)");
        Plan(Three.Works("a").Works("b").In("b", InstanceState.Unready), WorkKind.Shared).ShouldBe("|");
        Plan(Three.Works("a").Works("b").Assign(Side.Retiring, "b"), WorkKind.Shared).ShouldBe("stop b | instance 'b' to stop its work");
    }

    [Fact]
    public void Plan_Singleton_KeepsItsOwnerWhileItIsLiveAndReady()
    {
        Plan(Three).ShouldBe("start a | instance 'a' to work");
        Plan(Three.Works("b")).ShouldBe("|");
        Plan(Three.Works("a").Works("b")).ShouldBe("stop b | instance 'b' to stop its work");
        Plan(Three.Works("b").In("b", InstanceState.Unready)).ShouldBe("stop b | instance 'b' to stop its work");
        Plan(Three.Works("b", pending: false)).ShouldBe("| instance 'b' to stop its work");
        Plan(Three.Works("b", active: false, inFlight: 1)).ShouldBe("| instance 'b' to stop its work (1 in flight)");
        Plan(Three.Works("b", active: false)).ShouldBe("start a | instance 'a' to work");
        Plan(Three.Change("b", i => i with { LaunchedAt = Noon.AddHours(-1) })).ShouldBe("start b | instance 'b' to work");
        Plan(Three.Works("a", active: false, fault: "no disk")).ShouldBe("start b | instance 'b' to work");
        Plan(new TestWorld().Cover("x").Gated()).ShouldBe("| a ready live instance of web that could do its work");
    }

    [Fact]
    public void Plan_SingletonsOwnerIsGone_WaitsForItsLeaseAndForTwoSignals()
    {
        TestWorld gone = new TestWorld().Live("a").Gated();
        Plan(gone.Works("b", lease: Noon.AddSeconds(1))).ShouldBe("| instance 'b' to stop its work");
        Plan(gone.Works("b", lease: Noon)).ShouldBe("start a | instance 'a' to work");
        Plan(gone.Works("b")).ShouldBe("| instance 'b' to stop its work");
        Plan(gone.Works("b").Add("b", InstanceState.Failed)).ShouldBe("| instance 'b' to stop its work");

        // The gate does not list it and the fleet does not: as long as it is not settled, one more signal is awaited.
        Plan(new TestWorld().Live("a").Gated().ToldToWork("b")).ShouldBe("| instance 'b', which worked, to be known as gone");
        Plan(new TestWorld().Live("a", "b").Gated().ToldToWork("b")).ShouldBe("start a | instance 'a' to work");
    }

    [Fact]
    public void Plan_OpenReplace_PromotedArePassiveUntilHandOver()
    {
        TestWorld world = new TestWorld().Live("a", "x").Assign(Side.Live, "a").Assign(Side.Shadow, "x").Works("a");
        RunPlan plan = Runs.Join("x") with { Kind = SwitchoverKind.Replace, Retire = Ids("a") };

        Plan(world, run: In(plan, SwitchoverPhase.VerifyShift)).ShouldBe("|");
        Plan(world, run: In(plan, SwitchoverPhase.HandOver)).ShouldBe("stop a | instance 'a' to stop its work");
        Plan(world.Works("a", active: false), run: In(plan, SwitchoverPhase.HandOver)).ShouldBe("start x | instance 'x' to work");
        Plan(world.Works("x"), run: In(plan, SwitchoverPhase.Bake)).ShouldBe("|");
        Plan(world, run: In(plan, SwitchoverPhase.Unwind)).ShouldBe("stop x | instance 'x' to stop its work");
        Plan(world.Works("x", active: false), run: In(plan, SwitchoverPhase.Unwind)).ShouldBe("start a | instance 'a' to work");
    }

    [Fact]
    public void Plan_SharedBetweenSides_BeginsOnceTheOtherSideHasEnded()
    {
        TestWorld world = new TestWorld().Live("a", "x").Works("a", pending: false);
        RunPlan plan = Runs.Join("x") with { Kind = SwitchoverKind.Replace, Retire = Ids("a") };

        Plan(world, WorkKind.Shared, In(plan, SwitchoverPhase.HandOver)).ShouldBe("| instance 'a' to stop its work");
        Plan(world.Works("a", active: false), WorkKind.Shared, In(plan, SwitchoverPhase.HandOver)).ShouldBe("start x | instance 'x' to work");
    }

    [Fact]
    public void Plan_OpenJoin_LeavesWhatItBringsInAsItIs()
    {
        // A router forgot the owner: it joins again, and works on meanwhile.
        TestWorld world = new TestWorld().Live("b").Cover("a").Assign(Side.Shadow, "a").Works("a");
        Plan(world, run: In(Runs.Join("a"), SwitchoverPhase.Route)).ShouldBe("| instance 'a' to stop its work");
        Plan(world.Works("a", active: false), run: In(Runs.Join("a"), SwitchoverPhase.Route)).ShouldBe("start b | instance 'b' to work");
    }

    [Fact]
    public void Plan_NoGate_DoesNothing() => Plan(new TestWorld().Live("a")).ShouldBe("|");

    /// <summary>Whatever is observed: nobody works who must not, and never two of a singleton.</summary>
    [Fact]
    public void Plan_AnyObservation_StartsOwnersOnlyAndNoSecondOne() => Prop.ForAll(Cases, c =>
    {
        WorldView world = World(c);
        WorkStep step = WorkPlanner.Plan(new ServiceWork(Web, c.Kind), world, Run(c));
        InstanceWork[] may = [.. world.Work!.Instances.Where(w => w.MayWork && !WorkPlanner.HasEnded(w, world))];
        bool owners = step.Start.All(i => world.Topology.Find(i) is { State: InstanceState.Ready } && WorkSides.Owns(world, Run(c), i) && world.Work.Find(i)?.WillWork != true);
        bool alone = c.Kind == WorkKind.Shared || step.Start.Count == 0 || (step.Start.Count == 1 && may.Length == 0);
        bool stops = step.Stop.All(i => world.Work.Find(i)!.WillWork) && !step.Stop.Intersect(step.Start).Any();

        // Where nothing is to be done and nothing awaited, work is where it belongs.
        InstanceId[] working = [.. may.Select(w => w.Instance)];
        bool done = !step.IsDone || (working.All(i => WorkSides.Owns(world, Run(c), i) || WorkSides.IsUndecided(Run(c), i)) && (c.Kind == WorkKind.Shared || working.Length <= 1));
        return owners && alone && stops && done;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static Arbitrary<Case> Cases { get; } = (
        from members in (
            from state in Gen.Elements<InstanceState?>(null, InstanceState.Ready, InstanceState.Ready, InstanceState.Unready, InstanceState.Failed)
            from side in Gen.Elements<Side?>(null, Side.Live, Side.Shadow, Side.Retiring)
            from weight in Gen.Elements(0, 100)
            from listed in Gen.Elements(true, true, false)
            from active in Gen.Elements(true, false)
            from pending in Gen.Elements<bool?>(null, true, false)
            from inFlight in Gen.Elements(0, 0, 3)
            from lease in Gen.Elements<int?>(null, -1, 30)
            from role in Gen.Choose(0, 2)
            select new Member(state, side, weight, listed, active, pending, inFlight, lease, role)).ListOf(Names.Length)
        from kind in Gen.Elements(WorkKind.Shared, WorkKind.Singleton)
        from run in Gen.Elements<SwitchoverKind?>(null, SwitchoverKind.Join, SwitchoverKind.Replace, SwitchoverKind.ScaleIn)
        from phase in Gen.Elements(Enum.GetValues<SwitchoverPhase>())
        select new Case([.. members], kind, run, phase)).ToArbitrary();

    private static WorldView World(Case c)
    {
        TestWorld world = new TestWorld().Gated();
        for (int i = 0; i < Names.Length; i++)
        {
            Member m = c.Members[i];
            _ = m.State is { } state ? world.Add(Names[i], state, m.Weight) : world;
            _ = m.Side is { } side ? world.Assign(side, Names[i]) : world;
            _ = m.IsListed ? world.Works(Names[i], m.IsActive, m.Pending, m.InFlight, m.Lease is { } s ? Noon.AddSeconds(s) : null) : world;
        }

        return world.View();
    }

    private static SwitchoverState? Run(Case c) => c.Run is { } kind
        ? In(Runs.Join([.. Names.Where((_, i) => c.Members[i].Role == 1)]) with { Kind = kind, Retire = Ids([.. Names.Where((_, i) => c.Members[i].Role == 2)]) }, c.Phase)
        : null;

    private static SwitchoverState In(RunPlan plan, SwitchoverPhase phase) => SwitchoverState.Open(plan).Enter(phase, Noon, null);

    private static string Plan(TestWorld world, WorkKind kind = WorkKind.Singleton, SwitchoverState? run = null)
    {
        WorkStep step = WorkPlanner.Plan(new ServiceWork(Web, kind), world.View(), run);
        string[] said =
        [
            .. step.Stop.Count > 0 ? [$"stop {string.Join(' ', step.Stop)}"] : Array.Empty<string>(),
            .. step.Start.Count > 0 ? [$"start {string.Join(' ', step.Start)}"] : Array.Empty<string>(),
            "|",
            .. step.WaitingFor is { } w ? [w] : Array.Empty<string>(),
        ];
        return string.Join(' ', said);
    }

    private sealed record Member(InstanceState? State, Side? Side, int Weight, bool IsListed, bool IsActive, bool? Pending, int InFlight, int? Lease, int Role);

    private sealed record Case(Member[] Members, WorkKind Kind, SwitchoverKind? Run, SwitchoverPhase Phase);
}
