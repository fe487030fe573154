using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

/// <summary>Whatever is observed of data and work, the sequence has an answer, and none that could lose a write.</summary>
public sealed class WriterLawTests
{
    private static readonly DataSetName Orders = new("orders");

    private static Arbitrary<Case> Cases { get; } = (
        from phase in Gen.Elements(Enum.GetValues<SwitchoverPhase>())
        from reached in Gen.Elements(Enum.GetValues<SwitchoverPhase>())
        from observed in Gen.Elements(true, true, true, false)
        from writers in Gen.Elements<string[]>([], ["a"], ["x"], ["z"], ["a", "x"])
        from pendingWriter in Gen.Elements(null, null, "a", "x")
        from fenced in Gen.Elements<string[]>([], ["a"], ["x"], ["a", "x"])
        from pendingFence in Gen.Elements(null, null, "a", "x")
        from applied in (from a in Gen.Elements<int?>(null, 10, 7) from x in Gen.Elements<int?>(null, 10, 7) select (a, x))
        from parked in Gen.Elements<int?>(null, -1, 5)
        from reverse in Gen.Elements(null, "a")
        from states in (from a in Gen.Elements<InstanceState?>(null, InstanceState.Ready, InstanceState.Failed) from x in Gen.Elements<InstanceState?>(null, InstanceState.Ready, InstanceState.Failed) select (a, x))
        from to in Gen.Elements(null, "x", "x", "x")
        from run in (from attempts in Gen.Choose(0, 12) from last in Gen.Elements<int?>(null, -20, -1) from failure in Gen.Elements(null, "busy") from abort in Gen.Elements(null, null, "stop") select (attempts, last, failure, abort))
        select new Case(phase, reached, observed, writers, pendingWriter, fenced, pendingFence, applied.a, applied.x, parked, reverse, states.a, states.x, to, run.attempts, run.last, run.failure, run.abort)).ToArbitrary();

    [Fact]
    public void Next_AnyStateOfData_IsDefinedAndLosesNothing() => Prop.ForAll(Cases, c =>
    {
        DataSetState data = Data(c);
        WorldView world = World(c, data);
        SwitchoverAction action = new SwitchoverCoordinator(new SwitchoverOptions()).Next(State(c), new SwitchoverObservation { Now = Noon, World = world, AbortRequested = c.Abort });
        return action switch
        {
            SwitchoverAction.Wait wait => wait.Until > Noon && wait.Reason.Length > 0,
            SwitchoverAction.MoveData { Change: DataChange.Promote, Instance: { } promoted } =>
                data.HoldsAll(promoted) && !data.Writers.Any(w => w != promoted) && !data.IsChanging && (promoted == Id("a") || data.Fenced.Contains(Id("a"))),
            SwitchoverAction.MoveData { Change: DataChange.Fence, Instance: { } fenced } =>
                c.Phase is SwitchoverPhase.Fence or SwitchoverPhase.Unwind && (fenced == Id("a") || data.HoldsAll(Id("a"))) && data.IsParked(Noon),
            SwitchoverAction.MoveData { Change: DataChange.Quiesce } move => move.Until > Noon && c.Phase is SwitchoverPhase.Quiesce or SwitchoverPhase.Unwind,
            SwitchoverAction.Close { Outcome: SwitchoverOutcome.Committed } => c.Phase == SwitchoverPhase.Bake,
            SwitchoverAction.Close when c.Phase == SwitchoverPhase.Unwind && c.Reached >= SwitchoverPhase.Fence => data.Writers.Contains(Id("a")),
            SwitchoverAction.Hold => c.Phase is SwitchoverPhase.Shift or SwitchoverPhase.VerifyShift or SwitchoverPhase.Bake
                || (c.Phase == SwitchoverPhase.Unwind && c.Reached >= SwitchoverPhase.Fence),
            _ => true,
        };
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static DataSetState Data(Case c) => new()
    {
        Name = Orders,
        Service = Web,
        Writers = Ids(c.Writers),
        PendingWriter = c.PendingWriter is { } w ? Id(w) : null,
        Fenced = Ids(c.Fenced),
        PendingFences = c.PendingFence is { } f ? Ids(f) : [],
        Replicas = [.. Replica("a", c.OldApplied), .. Replica("x", c.NewApplied)],
        Acknowledged = 10,
        ParkedSince = c.Parked is null ? null : Noon.AddSeconds(-5),
        ParkedUntil = c.Parked is { } s ? Noon.AddSeconds(s) : null,
        ReverseTo = c.Reverse is { } r ? Id(r) : null,
    };

    private static IEnumerable<ReplicaState> Replica(string id, int? applied) => applied is { } a ? [new ReplicaState(Id(id), a, TimeSpan.FromSeconds(1))] : [];

    private static WorldView World(Case c, DataSetState data)
    {
        TestWorld world = new TestWorld().Live("b").Watch("x");
        _ = c.Old is { } old ? world.Add("a", old, RouteWeight.Full) : world;
        _ = c.New is { } next ? world.Add("x", next) : world;
        return (c.IsObserved ? world.Holds(data) : world).View();
    }

    private static SwitchoverState State(Case c) => SwitchoverState.Open(Runs.Join("x") with
    {
        Kind = SwitchoverKind.Replace, Retire = Ids("a"), Writers = [new WriterMove(Orders, Id("a"), c.To is { } to ? Id(to) : null, IsReversible: true)],
    }) with
    {
        Phase = c.Phase, Reached = c.Phase < SwitchoverPhase.Unwind ? c.Phase : c.Reached, EnteredAt = Noon.AddSeconds(-90), Attempts = c.Attempts, Steps = c.Attempts,
        LastAttemptAt = c.Last is { } s ? Noon.AddSeconds(s) : null, LastFailure = c.Failure,
    };

    private sealed record Case(
        SwitchoverPhase Phase, SwitchoverPhase Reached, bool IsObserved, string[] Writers, string? PendingWriter, string[] Fenced, string? PendingFence, int? OldApplied,
        int? NewApplied, int? Parked, string? Reverse, InstanceState? Old, InstanceState? New, string? To, int Attempts, int? Last, string? Failure, string? Abort);
}
