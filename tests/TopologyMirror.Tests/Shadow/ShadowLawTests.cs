using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Shadow;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Shadow;

public sealed class ShadowLawTests
{
    private static readonly InstanceState[] States = Enum.GetValues<InstanceState>();

    private static Gen<Member> Members { get; } =
        from state in Gen.Elements(States)
        from weight in Gen.Elements(-1, -1, 0, 100)
        from connections in Gen.Elements(0, 0, 3)
        from drifted in Gen.Elements(false, false, true)
        from age in Gen.Choose(0, 40)
        from side in Gen.Elements<Side?>(null, null, Side.Shadow, Side.Live, Side.Retiring)
        from reserved in Gen.Elements(false, false, false, true)
        select new Member(state, weight, connections, drifted, age, side, reserved);

    private static Arbitrary<Case> Cases { get; } = (
        from members in Members.ListOf()
        from cover in Gen.Choose(0, 12)
        select new Case([.. members], cover)).ToArbitrary();

    [Fact]
    public void Plan_CarriedOut_ReachesTheTargetWithinTwoRounds() => Prop.ForAll(Cases, c =>
    {
        MirrorInput input = Input(c);
        MirrorInput after = CarryOut(CarryOut(input, "x"), "y");
        int usable = after.World.On(Web, Side.Shadow).Count(i => input.Reserved.Contains(i.Id) || IsOfUse(i));
        int untouchable = after.World.On(Web, Side.Shadow).Count(i => MayNotBeEnded(after, i.Id));
        return Plan(after).Count == 0 && usable >= c.Cover && (usable == c.Cover || usable <= c.Cover + untouchable);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Plan_AnyWorld_NeverEndsWhatIsReliedOn() => Prop.ForAll(Cases, c =>
    {
        MirrorInput input = Input(c);
        return Plan(input).SelectMany(a => a.Terminate).All(id => !MayNotBeEnded(input, id) && input.World.SideOf(id) == Side.Shadow);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Plan_SameInput_IsTheSameAndInOrdinalOrder() => Prop.ForAll(Cases, c =>
    {
        string one = Text(Plan(Input(c)));
        return string.Equals(one, Text(Plan(Input(c))), StringComparison.Ordinal)
            && Plan(Input(c)).All(a => a.Terminate.SequenceEqual(a.Terminate.Order()) && (a.Launch > 0) != (a.Terminate.Count > 0));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static bool IsOfUse(ObservedInstance i) =>
        i.State is not (InstanceState.Terminating or InstanceState.Failed) && i.Digest == Old && (i.State == InstanceState.Ready || Noon - i.LaunchedAt < new ShadowOptions().LaunchTimeout);

    private static bool MayNotBeEnded(MirrorInput input, InstanceId id) =>
        input.Reserved.Contains(id) || input.World.IsRoutedAnywhere(id) || input.World.HasOpenConnections(id);

    private static IReadOnlyList<FleetAction> Plan(MirrorInput input) => new MirrorShadowManager().Plan(input);

    private static string Text(IReadOnlyList<FleetAction> actions) =>
        string.Join(';', actions.Select(a => $"{a.Service}+{a.Launch}-{string.Join(',', a.Terminate)} {a.Reason}"));

    private static MirrorInput CarryOut(MirrorInput input, string prefix)
    {
        IReadOnlyList<FleetAction> actions = Plan(input);
        InstanceId[] ended = [.. actions.SelectMany(a => a.Terminate)];
        IEnumerable<ObservedInstance> launched = Enumerable.Range(0, actions.Sum(a => a.Launch)).Select(i => new ObservedInstance
        {
            Id = Id($"{prefix}{i}"), Service = Web, State = InstanceState.Ready, LaunchedAt = input.Now, Digest = input.CoverDigest,
        });
        TopologySnapshot topology = input.World.Topology;
        return input with
        {
            World = input.World with
            {
                Topology = new TopologySnapshot(Shop, Noon, topology.Instances.Where(i => !ended.Contains(i.Id)).Concat(launched)),
                Routes = [.. input.World.Routes.Select(t => t.Without(ended))],
            },
        };
    }

    private static MirrorInput Input(Case c)
    {
        var world = new TestWorld();
        var reserved = new SortedSet<InstanceId>();
        for (int i = 0; i < c.Members.Length; i++)
        {
            Member member = c.Members[i];
            string id = $"i{i}";
            world.Add(id, member.State, digest: member.IsDrifted ? New : Old, launched: Noon.AddMinutes(-member.AgeMinutes));
            _ = member.Weight >= 0 ? world.Route(id, member.Weight, connections: member.Connections) : world;
            _ = member.Side is { } side ? world.Assign(side, id) : world;
            _ = member.IsReserved && reserved.Add(Id(id));
        }

        return new MirrorInput
        {
            Now = Noon, World = world.View(), CoverDigest = Old, Targets = [new ShadowTarget(Web, c.Cover)], Reserved = reserved, Options = new ShadowOptions(),
        };
    }

    private sealed record Member(InstanceState State, int Weight, int Connections, bool IsDrifted, int AgeMinutes, Side? Side, bool IsReserved);

    private sealed record Case(Member[] Members, int Cover);
}
