using Microsoft.Extensions.Logging;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What the pipeline logs. Event ids are stable and never reused; docs/telemetry.md lists them.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Cluster {Cluster} is owned under epoch {Epoch}; journal read up to {Sequence}.")]
    public static partial void LeaseAcquired(ILogger logger, ClusterName cluster, Epoch epoch, long sequence);

    [LoggerMessage(1002, LogLevel.Warning, "The lease of cluster {Cluster} under epoch {Epoch} is lost.")]
    public static partial void LeaseLost(ILogger logger, ClusterName cluster, Epoch epoch);

    [LoggerMessage(1003, LogLevel.Information, "{Cluster}: {Kind}: {Reason}")]
    public static partial void Decided(ILogger logger, ClusterName cluster, PromotionKind kind, PromotionReason reason);

    [LoggerMessage(1004, LogLevel.Information, "Effect {Key}: {Kind} at {Port}: {Reason}.")]
    public static partial void EffectAccepted(ILogger logger, EffectKey key, ProposedEffectKind kind, string port, string reason);

    [LoggerMessage(1005, LogLevel.Warning, "Effect {Key}: {Kind} at {Port} was not accepted ({Outcome}): {Detail}")]
    public static partial void EffectNotAccepted(
        ILogger logger, EffectKey key, ProposedEffectKind kind, string port, EffectOutcomeKind outcome, string? detail);

    [LoggerMessage(1006, LogLevel.Information, "Run {Run} of cluster {Cluster} opened: {Kind}: {Reason}")]
    public static partial void RunOpened(ILogger logger, RunId run, ClusterName cluster, SwitchoverKind kind, string reason);

    [LoggerMessage(1007, LogLevel.Debug, "Run {Run} of cluster {Cluster} entered {Phase}. {Reason}")]
    public static partial void RunEntered(ILogger logger, RunId run, ClusterName cluster, SwitchoverPhase phase, string? reason);

    [LoggerMessage(1008, LogLevel.Information, "Run {Run} of cluster {Cluster} ended: {Outcome}. {Reason}")]
    public static partial void RunClosed(ILogger logger, RunId run, ClusterName cluster, SwitchoverOutcome outcome, string? reason);

    [LoggerMessage(1009, LogLevel.Information, "After run {Run} the shadow of cluster {Cluster} is in step again.")]
    public static partial void Resynced(ILogger logger, RunId run, ClusterName cluster);

    [LoggerMessage(1010, LogLevel.Information, "{Actor} asked cluster {Cluster} to {Command}: {Reason}")]
    public static partial void Commanded(ILogger logger, string actor, ClusterName cluster, OperatorCommandKind command, string reason);

    [LoggerMessage(1011, LogLevel.Warning, "{Actor}'s {Command} of cluster {Cluster} was refused: {Reason}")]
    public static partial void CommandRefused(ILogger logger, string actor, OperatorCommandKind command, ClusterName cluster, string reason);

    [LoggerMessage(1012, LogLevel.Warning, "Cluster {Cluster}: instance {Instance} runs another configuration than desired; it is reported and never copied.")]
    public static partial void Drifted(ILogger logger, ClusterName cluster, InstanceId instance);

    [LoggerMessage(1051, LogLevel.Information, "Cluster {Cluster}: shadow instance {Instance} is validated at {Digest}.")]
    public static partial void Validated(ILogger logger, ClusterName cluster, InstanceId instance, string digest);

    [LoggerMessage(1052, LogLevel.Warning, "Cluster {Cluster}: {Refusal}")]
    public static partial void ValidationRefused(ILogger logger, ClusterName cluster, string refusal);

    [LoggerMessage(1021, LogLevel.Warning, "Run {Run} of cluster {Cluster} is held in {Phase}: {Reason}")]
    public static partial void RunHeld(ILogger logger, RunId run, ClusterName cluster, SwitchoverPhase phase, string reason);

    [LoggerMessage(1013, LogLevel.Error, "A tick of cluster {Cluster} failed: {Message}")]
    public static partial void TickFailed(ILogger logger, Exception exception, ClusterName cluster, string message);

    [LoggerMessage(1014, LogLevel.Warning, "Cluster {Cluster}: undeclared services in the fleet are now: {Services}; they are reported, and what is live of them is not touched.")]
    public static partial void Undeclared(ILogger logger, ClusterName cluster, string services);

    [LoggerMessage(1015, LogLevel.Information, "Cluster {Cluster} goes by a new declaration; its services are: {Services}.")]
    public static partial void Reconfigured(ILogger logger, ClusterName cluster, string services);

    [LoggerMessage(1060, LogLevel.Warning, "Cluster {Cluster}: cap {Cap} is reached: {Reason}")]
    public static partial void CapReached(ILogger logger, ClusterName cluster, FleetCap cap, string reason);

    [LoggerMessage(1061, LogLevel.Information, "Cluster {Cluster}: cap {Cap} is reached no longer.")]
    public static partial void CapFree(ILogger logger, ClusterName cluster, FleetCap cap);

    [LoggerMessage(1040, LogLevel.Warning, "Cluster {Cluster}: revision {Digest} goes no further: {Reason}")]
    public static partial void RevisionRejected(ILogger logger, ClusterName cluster, string digest, string reason);

    [LoggerMessage(1041, LogLevel.Information, "Cluster {Cluster}: step '{Step}' of revision {Digest} was executed on instance {Instance}.")]
    public static partial void StepExecuted(ILogger logger, ClusterName cluster, string step, string digest, InstanceId instance);

    [LoggerMessage(1042, LogLevel.Warning, "Cluster {Cluster}: instance {Instance} does not take live's configuration and is given up: {Reason}")]
    public static partial void InstanceRefused(ILogger logger, ClusterName cluster, InstanceId instance, string reason);

    [LoggerMessage(1043, LogLevel.Error, "Cluster {Cluster}: a contract step of revision {Digest} failed, and nothing is undone: {Reason}")]
    public static partial void ContractFailed(ILogger logger, ClusterName cluster, string digest, string reason);

    [LoggerMessage(1070, LogLevel.Warning, "{Actor} stopped all automation of cluster {Cluster}: {Reason}")]
    public static partial void GlassBroken(ILogger logger, string actor, ClusterName cluster, string reason);

    [LoggerMessage(1071, LogLevel.Warning, "Automation of cluster {Cluster} goes on; it had been stopped by {Actor}.")]
    public static partial void GlassMended(ILogger logger, ClusterName cluster, string actor);

    [LoggerMessage(1072, LogLevel.Error, "Cluster {Cluster} has instances of run {Newest}, and the journal knows of runs up to {Known}: records are lost. Numbers go on after {Newest}.")]
    public static partial void JournalBehind(ILogger logger, ClusterName cluster, RunId newest, RunId known);

    [LoggerMessage(1080, LogLevel.Information, "The lease of cluster {Cluster} was given back for another host.")]
    public static partial void LeaseGivenBack(ILogger logger, ClusterName cluster);

    [LoggerMessage(1081, LogLevel.Information, "The lease of cluster {Cluster} expired under the owner before: calls of it may land for {Left} more, and are waited for.")]
    public static partial void AwaitsLateCalls(ILogger logger, ClusterName cluster, TimeSpan left);

    [LoggerMessage(1082, LogLevel.Information, "Cluster {Cluster} was left to another host: its instance {Instance}, on which this controller runs, is to be ended.")]
    public static partial void HandedOver(ILogger logger, ClusterName cluster, InstanceId instance);
}
