using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation;

/// <summary>An operator who asks and does not wait: where the store is away, nothing was asked for.</summary>
internal sealed class CampaignOperator(ClusterOperator to, string actor)
{
    public bool Promote(string reason) => IsTaken(to.PromoteAsync(actor, reason));

    public bool Pause(string reason) => IsTaken(to.PauseAsync(actor, reason));

    public bool Resume(string reason) => IsTaken(to.ResumeAsync(actor, reason));

    public bool Hold(string reason) => IsTaken(to.HoldAsync(actor, reason));

    public bool Release(string reason) => IsTaken(to.ReleaseAsync(actor, reason));

    public bool Abort(string reason) => IsTaken(to.AbortAsync(actor, reason));

    public bool Rollback(string reason) => IsTaken(to.RollbackAsync(actor, reason));

    private static bool IsTaken(ValueTask<OperatorReceipt> asked) => asked.IsCompletedSuccessfully && asked.GetAwaiter().GetResult().IsAccepted;
}
