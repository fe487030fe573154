using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Switchover;

/// <summary>Plans of runs, opened at noon.</summary>
internal static class Runs
{
    public static RunPlan Join(params string[] promote) => Of(SwitchoverKind.Join) with { Promote = TestWorld.Ids(promote) };

    public static RunPlan ScaleIn(string[] demote, string[] retire) =>
        Of(SwitchoverKind.ScaleIn) with { Demote = TestWorld.Ids(demote), Retire = TestWorld.Ids(retire) };

    private static RunPlan Of(SwitchoverKind kind) => new()
    {
        Run = new RunId(1), Kind = kind, Digest = TestWorld.Old, OpenedAt = TestWorld.Noon, Actor = "test", Reason = "test",
    };
}
