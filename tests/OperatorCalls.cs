using TopologyMirror.Durability;
using TopologyMirror.Pipeline;

namespace TopologyMirror;

/// <summary>Commands to a store in memory, which takes them at once: for tests that give them from timers and between two lines.</summary>
internal static class OperatorCalls
{
    public static OperatorReceipt Promote(this ClusterOperator to, string actor, string reason, ServiceName? service = null, int? count = null) =>
        AtOnce(to.PromoteAsync(actor, reason, service, count));

    public static OperatorReceipt Pause(this ClusterOperator to, string actor, string reason) => AtOnce(to.PauseAsync(actor, reason));

    public static OperatorReceipt Resume(this ClusterOperator to, string actor, string reason) => AtOnce(to.ResumeAsync(actor, reason));

    public static OperatorReceipt Hold(this ClusterOperator to, string actor, string reason) => AtOnce(to.HoldAsync(actor, reason));

    public static OperatorReceipt Release(this ClusterOperator to, string actor, string reason = "released") => AtOnce(to.ReleaseAsync(actor, reason));

    public static OperatorReceipt Abort(this ClusterOperator to, string actor, string reason) => AtOnce(to.AbortAsync(actor, reason));

    public static OperatorReceipt Rollback(this ClusterOperator to, string actor, string reason) => AtOnce(to.RollbackAsync(actor, reason));

    public static BrokenGlass BreakGlass(this ClusterOperator to, string actor, string reason) => AtOnce(to.BreakGlassAsync(actor, reason));

    private static T AtOnce<T>(ValueTask<T> call) =>
        call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("The store is not in memory.");
}
