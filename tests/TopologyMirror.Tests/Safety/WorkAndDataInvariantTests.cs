using TopologyMirror.Data;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Safety;

/// <summary>Invariants 4, 5 and 11: each has an effect that breaks it, and beside it one that is allowed.</summary>
public sealed class WorkAndDataInvariantTests
{
    private static readonly DataSetName Orders = new("orders");

    private static readonly RunId Seven = new(7);

    private static RunPlan Moving => new()
    {
        Run = Seven, Kind = SwitchoverKind.Replace, Digest = Old, OpenedAt = Noon, Actor = "test", Reason = "test",
        Promote = Ids("x"), Retire = Ids("a"), Writers = [new WriterMove(Orders, Id("a"), Id("x"), IsReversible: true)],
    };

    // 4: single writer.
    [Fact]
    public void Check_PromotingBesideAWriter_Breaks4()
    {
        Promote(Data(writer: "a", fenced: []), "x").ShouldHaveSingleItem().ShouldBe(
            "invariant 4 (single-writer): instance 'x' would write data set 'orders' beside 'a', whose fence was not observed");
        Promote(Data(writer: null, fenced: []), "x").ShouldHaveSingleItem().ShouldContain("the fence of 'a' was not observed");
        Promote(Data(writer: null, fenced: ["a"]) with { PendingWriter = Id("a") }, "x").ShouldHaveSingleItem().ShouldContain("beside 'a'");
        Promote(Data(writer: null, fenced: ["a"]), "x").ShouldBeEmpty();
    }

    [Fact]
    public void Check_PromotingWhatNoRunMoves_Breaks4()
    {
        Promote(Data(writer: null, fenced: ["a"]), "b").ShouldHaveSingleItem().ShouldContain("whose writer no open run moves to it");
        Promote(Data(writer: null, fenced: ["a"]), "x", run: false).ShouldHaveSingleItem().ShouldContain("whose writer no open run moves to it");
        Promote(Data(writer: null, fenced: ["a", "x"]), "a").ShouldBeEmpty();
    }

    // 5: caught-up replica.
    [Fact]
    public void Check_PromotingWhatIsBehind_Breaks5()
    {
        Promote(Data(writer: null, fenced: ["a"], applied: 9), "x").ShouldBe([
            "invariant 5 (caught-up-replica): replica 'x' of data set 'orders' is at position 9, and 10 was acknowledged"]);
        Promote(Data(writer: null, fenced: ["a"]) with { Replicas = [] }, "x").ShouldBe([
            "invariant 5 (caught-up-replica): instance 'x' holds no replica of data set 'orders'"]);
    }

    // 11: passive work.
    [Fact]
    public void Check_ActivatingAPassiveInstance_Breaks11()
    {
        TestWorld world = new TestWorld().Live("a", "b").Cover("x").Gated();
        Work(world, "a", "b").ShouldBeEmpty();
        Work(world, "x").ShouldBe(["invariant 11 (passive-work): instance 'x' would work, and is not on the side that owns the work of web"]);
        Work(new TestWorld().Live("a").Assign(Side.Retiring, "a").Gated(), "a").ShouldHaveSingleItem();
        Check(world, Effect(ProposedEffectKind.PassivateWork) with { Service = Web, Instances = Ids("x") }, WorkKind.Shared, null).ShouldBeEmpty();
        Check(world, Effect(ProposedEffectKind.ActivateWork) with { Service = Web, Instances = Ids("a") }, WorkKind.None, null).ShouldBe([
            "invariant 11 (passive-work): service 'web' declares no work"]);
    }

    [Fact]
    public void Check_ActivatingASecondOwner_Breaks11()
    {
        TestWorld world = new TestWorld().Live("a", "b").Gated();
        Single(world, "a").ShouldBeEmpty();
        Single(world, "a", "b").ShouldHaveSingleItem().ShouldContain("2 instances would do the work of web, of which there is one at a time");
        Single(world.Works("b"), "a").ShouldBe(["invariant 11 (passive-work): instance 'a' would do the work of web beside 'b', which may still work"]);
        Single(world.Works("b", active: false, pending: true), "a").ShouldHaveSingleItem();
        Single(world.Works("b", active: false, inFlight: 1), "a").ShouldHaveSingleItem();
        Single(world.Works("b", active: false), "a").ShouldBeEmpty();
        Single(world.Gone("b").Works("b", lease: Noon.AddSeconds(3)), "a").ShouldHaveSingleItem();
        Single(world.Works("b", lease: Noon), "a").ShouldBeEmpty();
        Single(new TestWorld().Live("a").Gated().ToldToWork("z"), "a").ShouldHaveSingleItem().ShouldContain("beside 'z', which is not known as gone");
    }

    [Fact]
    public void Check_PromotedBeforeHandOver_Breaks11()
    {
        TestWorld world = new TestWorld().Live("a", "x").Gated();
        Check(world, Activate("x"), WorkKind.Shared, In(Moving, SwitchoverPhase.VerifyShift)).ShouldHaveSingleItem();
        Check(world, Activate("x"), WorkKind.Shared, In(Moving, SwitchoverPhase.HandOver)).ShouldBeEmpty();
        Check(world, Activate("a"), WorkKind.Shared, In(Moving, SwitchoverPhase.HandOver)).ShouldHaveSingleItem();
        Check(world, Activate("a"), WorkKind.Shared, In(Moving, SwitchoverPhase.Unwind)).ShouldBeEmpty();
    }

    [Fact]
    public void Check_EndingWhatWorks_Breaks11()
    {
        TestWorld world = new TestWorld().Live("a").Cover("x").Watch("a", "x");
        ProposedEffect end = Effect(ProposedEffectKind.Terminate) with { Instances = Ids("x") };
        Check(world.Works("x", active: false, inFlight: 2), end, WorkKind.Shared, null).ShouldBe([
            "invariant 11 (passive-work): instance 'x' would be ended while its work is active (2 in flight)"]);
        Check(world.Works("x", active: false), end, WorkKind.Shared, null).ShouldBeEmpty();
        Check(world.Works("x").In("x", InstanceState.Failed), end, WorkKind.Shared, null).ShouldBeEmpty();
    }

    private static DataSetState Data(string? writer, string[] fenced, long applied = 10) => new()
    {
        Name = Orders, Service = Web, Writers = writer is null ? [] : Ids(writer), Fenced = Ids(fenced), Acknowledged = 10,
        Replicas = [new ReplicaState(Id("a"), 10), new ReplicaState(Id("b"), 10), new ReplicaState(Id("x"), applied)],
    };

    private static IReadOnlyList<string> Promote(DataSetState data, string id, bool run = true) => Check(
        new TestWorld().Live("a", "b").Cover("x").Holds(data),
        Effect(ProposedEffectKind.PromoteReplica) with { DataSet = Orders, Instances = Ids(id) },
        WorkKind.None,
        run ? In(Moving, SwitchoverPhase.PromoteData) : null);

    private static IReadOnlyList<string> Work(TestWorld world, params string[] ids) => Check(world, Activate(ids), WorkKind.Shared, null);

    private static IReadOnlyList<string> Single(TestWorld world, params string[] ids) => Check(world, Activate(ids), WorkKind.Singleton, null);

    private static ProposedEffect Activate(params string[] ids) => Effect(ProposedEffectKind.ActivateWork) with { Service = Web, Instances = Ids(ids) };

    private static ProposedEffect Effect(ProposedEffectKind kind) => new() { Kind = kind, Key = new EffectKey(Shop, Seven, 1, 1), Epoch = new Epoch(3) };

    private static SwitchoverState In(RunPlan plan, SwitchoverPhase phase) => SwitchoverState.Open(plan).Enter(phase, Noon, null);

    private static IReadOnlyList<string> Check(TestWorld world, ProposedEffect effect, WorkKind kind, SwitchoverState? run) =>
    [
        .. SafetyInvariants.Check(SafetyInvariants.All, new SafetyContext
        {
            Now = Noon,
            World = world.View(),
            Needs = [Need(0)],
            Capacities = [TestWorld.Capacity(floor: 0)],
            Services = [new ServiceSpecification(Web, []) { Work = kind }],
            Run = run,
            HeldEpoch = new Epoch(3),
            Limits = new SafetyOptions(),
        }, effect).Select(b => b.ToString()),
    ];
}
