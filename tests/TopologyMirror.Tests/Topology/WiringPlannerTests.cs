using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Topology;

/// <summary>Whom an instance should call, by where it stands.</summary>
public sealed class WiringPlannerTests
{
    private static readonly ServiceName Db = new("db");
    private static readonly ServiceName Cache = new("cache");

    private static readonly ServiceSpecification[] Services =
    [
        new(Db, []), new(Cache, []), new(Web, [Cache, Db]) { Shares = [Cache] },
    ];

    [Fact]
    public void Desired_EveryTier_CallsItsOwnSide() =>
        Text(WiringPlanner.Desired(
            [
                Member("db-live", WiringTier.Live), Member("db-old", WiringTier.Shadow), Member("db-new", WiringTier.Shadow, digest: New),
                Member("db-gone", WiringTier.Apart), Member("db-unready", WiringTier.Live, InstanceState.Unready),
                Member("web-live", WiringTier.Live), Member("web-old", WiringTier.Shadow), Member("web-new", WiringTier.Shadow, digest: New), Member("web-apart", WiringTier.Apart),
            ],
            Services)).ShouldBe(["web-live -> db: db-live", "web-old -> db: db-old", "web-new -> db: db-new"]);

    [Fact]
    public void Desired_WhileARunBringsIn_JoinCallsBothAndReplaceOnlyItsOwn()
    {
        WiringMember live = Member("db-live", WiringTier.Live);
        Text(WiringPlanner.Desired([live, Member("db-in", WiringTier.Joining), Member("web-in", WiringTier.Joining), Member("web-live", WiringTier.Live)], Services))
            .ShouldBe(["web-in -> db: db-in db-live", "web-live -> db: db-live"]);
        Text(WiringPlanner.Desired([live, Member("db-in", WiringTier.Replacing, digest: New), Member("web-in", WiringTier.Replacing, digest: New)], Services)).ShouldBe(["web-in -> db: db-in"]);
    }

    [Fact]
    public void Desired_NoReadyInstanceOfItsSide_HasNoLink() =>
        WiringPlanner.Desired([Member("db-live", WiringTier.Live), Member("db-new", WiringTier.Shadow, digest: New), Member("web-old", WiringTier.Shadow)], Services).ShouldBeEmpty();

    [Fact]
    public void Desired_RefusedInstance_IsNobodysTarget() =>
        WiringPlanner.Desired(
            [Member("db-old", WiringTier.Shadow) with { Instance = Member("db-old", WiringTier.Shadow).Instance with { Validation = ValidationStatus.Refused } }, Member("web-old", WiringTier.Shadow)],
            Services).ShouldBeEmpty();

    [Fact]
    public void Fixes_AlreadyAsDesired_AreNone()
    {
        WiringMember[] members = [Member("db-old", WiringTier.Shadow), Member("web-old", WiringTier.Shadow)];
        WiringPlanner.Fixes(members, View(WireLink.To(Id("web-old"), Db, Ids("db-old"))), _ => true).ShouldBeEmpty();
        Text(WiringPlanner.Fixes(members, View(), _ => true)).ShouldBe(["web-old -> db: db-old"]);
        WiringPlanner.Fixes(members, View(), t => t == WiringTier.Live).ShouldBeEmpty();
    }

    [Fact]
    public void Fixes_LiveInstanceWiredByOtherMeans_IsLeftAlone()
    {
        WiringMember[] members = [Member("db-live", WiringTier.Live), Member("web-live", WiringTier.Live)];
        WiringPlanner.Fixes(members, View(), _ => true).ShouldBeEmpty();
        WiringPlanner.Fixes(members, View(WireLink.Shared(Id("web-live"), Db)), _ => true).ShouldBeEmpty();
        Text(WiringPlanner.Fixes(members, View(WireLink.To(Id("web-live"), Db, Ids("db-gone"))), _ => true)).ShouldBe(["web-live -> db: db-live"]);
    }

    [Fact]
    public void FaultOf_EveryWrongLink_IsNamed()
    {
        WiringMember[] members = [Member("db-live", WiringTier.Live), Member("db-new", WiringTier.Shadow, digest: New), Member("db-old", WiringTier.Shadow), Member("web-old", WiringTier.Shadow)];
        FaultOf(members, WireLink.To(Id("web-old"), Db, Ids("db-old"))).ShouldBeNull();
        FaultOf(members, WireLink.To(Id("web-old"), Db, Ids("db-live", "db-old"))).ShouldBe(new WiringFault(Db, Id("db-live"), IsLive: true, Waits: false));
        FaultOf(members, WireLink.To(Id("web-old"), Db, Ids("db-gone", "db-live"))).ShouldBe(new WiringFault(Db, Id("db-live"), IsLive: true, Waits: false));
        FaultOf(members, WireLink.To(Id("web-old"), Db, Ids("db-new"))).ShouldBe(new WiringFault(Db, Id("db-new"), IsLive: false, Waits: false));
        FaultOf(members, WireLink.Shared(Id("web-old"), Db)).ShouldBe(new WiringFault(Db, null, IsLive: true, Waits: false));
        FaultOf(members).ShouldBe(new WiringFault(Db, null, IsLive: false, Waits: false));
        FaultOf([.. members.Where(m => m.Instance.Id != Id("db-old"))], WireLink.To(Id("web-old"), Db, Ids("db-live"))).ShouldBe(new WiringFault(Db, Id("db-live"), IsLive: true, Waits: true));
    }

    [Fact]
    public void Fixes_AnyWorld_LeaveNothingToFixAndNoShadowInstanceAtLive()
    {
        Gen<WiringMember> member =
            from service in Gen.Elements(Db, Cache, Web)
            from tier in Gen.Elements(Enum.GetValues<WiringTier>())
            from state in Gen.Elements(InstanceState.Ready, InstanceState.Ready, InstanceState.Launching, InstanceState.Failed)
            from digest in Gen.Elements(Old, New)
            select new WiringMember(new ObservedInstance { Id = Id("x"), Service = service, State = state, LaunchedAt = Noon, Digest = digest }, tier);
        Prop.ForAll(member.ListOf().ToArbitrary(), generated =>
        {
            WiringMember[] members = [.. generated.Select((m, i) => m with { Instance = m.Instance with { Id = Id($"i{i:000}") } }).OrderBy(m => m.Instance.Id)];
            WiringView view = View();
            WiringView fixedView = view with { Observed = view.Observed.With(WiringPlanner.Fixes(members, view, _ => true)) };
            return WiringPlanner.Fixes(members, fixedView, _ => true).Count == 0
                && members.Where(m => m.Tier == WiringTier.Shadow).All(m => WiringPlanner.FaultOf(m.Instance, members, fixedView) is null or { IsLive: false, Waits: true });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void To_NoTarget_CannotBeMade() =>
        Should.Throw<InvalidTopologyException>(() => WireLink.To(Id("a"), Db, [])).Message.ShouldBe("The link of instance 'a' to 'db' has no target.");

    [Fact]
    public void Snapshot_TwoLinksToOneDependency_CannotBeMade() =>
        Should.Throw<InvalidTopologyException>(() => View(WireLink.Shared(Id("a"), Db), WireLink.To(Id("a"), Db, Ids("b")))).Message.ShouldBe("Instance 'a' was observed with two links to 'db'.");

    [Fact]
    public void Equals_SameTargetsInAnotherOrder_IsTrue() =>
        WireLink.To(Id("a"), Db, Ids("c", "b", "c")).ShouldBe(WireLink.To(Id("a"), Db, Ids("b", "c")));

    private static WiringFault? FaultOf(WiringMember[] members, params WireLink[] links) => WiringPlanner.FaultOf(members[^1].Instance, members, View(links));

    private static WiringView View(params WireLink[] links) => new(new WiringSnapshot(Noon, links), Services);

    private static WiringMember Member(string id, WiringTier tier, InstanceState state = InstanceState.Ready, ConfigDigest? digest = null) =>
        new(new ObservedInstance { Id = Id(id), Service = new ServiceName(id.Split('-')[0]), State = state, LaunchedAt = Noon, Digest = digest ?? Old }, tier);

    private static string[] Text(IEnumerable<WireLink> links) => [.. links.Select(l => l.ToString())];
}
