using Microsoft.Extensions.Logging;
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

    [LoggerMessage(1013, LogLevel.Error, "A tick of cluster {Cluster} failed: {Message}")]
    public static partial void TickFailed(ILogger logger, Exception exception, ClusterName cluster, string message);

    [LoggerMessage(1031, LogLevel.Warning, "Run {Run} of cluster {Cluster} holds, it goes neither on nor back: {Reason}")]
    public static partial void RunHeld(ILogger logger, RunId run, ClusterName cluster, string reason);
}
