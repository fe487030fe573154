using TopologyMirror.Durability;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>The ports that change the world, bound to one observation and one lease.</summary>
internal sealed partial class GuardedPorts(PortGuard guard, PipelinePorts ports, ClusterObservation observation, LeaseHandle lease)
{
    public ValueTask<EffectOutcome> LaunchAsync(
        EffectKey key, ServiceName service, int count, ConfigDigest digest, string? zone, string? size, string reason, CancellationToken cancellationToken)
    {
        var arguments = new LaunchArguments(key, lease.Epoch, service, count, digest, zone, size) { IsDelivered = observation.Bundles.ContainsKey(digest) };
        ProposedEffect effect = Propose(key, ProposedEffectKind.Launch) with { Service = service, Count = count };
        return IssueAsync(
            ports.Fleet.Description, effect, reason, async token => await ports.Fleet.LaunchAsync(arguments, token).ConfigureAwait(false), cancellationToken);
    }

    public ValueTask<EffectOutcome> TerminateAsync(EffectKey key, IReadOnlyList<InstanceId> instances, string reason, CancellationToken cancellationToken)
    {
        var arguments = new TerminateArguments(key, lease.Epoch, instances);
        ProposedEffect effect = Propose(key, ProposedEffectKind.Terminate) with { Instances = instances };
        return IssueAsync(ports.Fleet.Description, effect, reason, token => ports.Fleet.TerminateAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> SetWeightsAsync(
        EffectKey key, string router, IReadOnlyList<RouteWeight> weights, string reason, CancellationToken cancellationToken)
    {
        ITrafficRouter port = Router(router);
        var arguments = new SetWeightsArguments(key, lease.Epoch, weights);
        ProposedEffect effect = Propose(key, ProposedEffectKind.SetWeights) with { Router = router, Weights = weights };
        return IssueAsync(port.Description, effect, reason, token => port.SetWeightsAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> RemoveRoutesAsync(
        EffectKey key, string router, IReadOnlyList<InstanceId> instances, string reason, CancellationToken cancellationToken)
    {
        ITrafficRouter port = Router(router);
        var arguments = new RemoveRoutesArguments(key, lease.Epoch, instances);
        ProposedEffect effect = Propose(key, ProposedEffectKind.RemoveRoutes) with { Router = router, Instances = instances };
        return IssueAsync(port.Description, effect, reason, token => port.RemoveAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> MonitorAsync(
        EffectKey key, bool attach, IReadOnlyList<InstanceId> instances, string reason, CancellationToken cancellationToken)
    {
        IMonitoringTarget port = ports.Monitoring!;
        var arguments = new MonitoringArguments(key, lease.Epoch, instances);
        ProposedEffectKind kind = attach ? ProposedEffectKind.AttachMonitoring : ProposedEffectKind.DetachMonitoring;
        ProposedEffect effect = Propose(key, kind) with { Instances = instances };
        return IssueAsync(
            port.Description, effect, reason, token => attach ? port.AttachAsync(arguments, token) : port.DetachAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> WireAsync(EffectKey key, IReadOnlyList<WireLink> links, string reason, CancellationToken cancellationToken)
    {
        IServiceWiring port = ports.Wiring!;
        var arguments = new WireArguments(key, lease.Epoch, links);
        ProposedEffect effect = Propose(key, ProposedEffectKind.Wire) with { Links = links, Instances = [.. links.Select(l => l.Instance).Distinct()] };
        return IssueAsync(port.Description, effect, reason, token => port.WireAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> DeliverAsync(
        EffectKey key, PropagationAction action, BlobReader readBlob, string reason, CancellationToken cancellationToken)
    {
        var arguments = new DeliverArguments(key, lease.Epoch, action.Instance, action.Bundle, action.Missing, readBlob);
        return ConfigureAsync(ProposedEffectKind.Deliver, key, action, reason, token => ports.ConfigurationTarget.DeliverAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> RunStepAsync(
        EffectKey key, PropagationAction action, int outputLimit, string reason, CancellationToken cancellationToken)
    {
        ExecutionStep step = action.Step!;
        var arguments = new RunStepArguments(key, lease.Epoch, action.Instance, action.Bundle.Digest, step, outputLimit);
        ProposedEffectKind kind = step.Kind == ExecutionStepKind.SchemaContract ? ProposedEffectKind.RunContract : ProposedEffectKind.RunStep;
        return ConfigureAsync(kind, key, action, reason, token => ports.ConfigurationTarget.RunStepAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> ActivateAsync(EffectKey key, PropagationAction action, string reason, CancellationToken cancellationToken)
    {
        var arguments = new ActivateArguments(key, lease.Epoch, action.Instance, action.Bundle.Digest);
        return ConfigureAsync(ProposedEffectKind.Activate, key, action, reason, token => ports.ConfigurationTarget.ActivateAsync(arguments, token), cancellationToken);
    }

    private ValueTask<EffectOutcome> ConfigureAsync(
        ProposedEffectKind kind, EffectKey key, PropagationAction action, string reason, Func<CancellationToken, ValueTask> act, CancellationToken cancellationToken)
    {
        ProposedEffect effect = Propose(key, kind) with { Instances = [action.Instance], Digest = action.Bundle.Digest, ExecutionStep = action.Step?.Id };

        // Whatever the target says when it fails is journaled: not with what the library knows of the environment.
        return guard.IssueAsync(
            observation,
            lease,
            ports.ConfigurationTarget.Description,
            effect,
            reason,
            act,
            cancellationToken,
            message => OutputRedactor.Redact(message, OutputRedactor.ValuesOf(action.Bundle)));
    }

    private ITrafficRouter Router(string name) =>
        ports.Routers.First(r => string.Equals(r.Description.Name, name, StringComparison.Ordinal));

    private ProposedEffect Propose(EffectKey key, ProposedEffectKind kind) => new() { Kind = kind, Key = key, Epoch = lease.Epoch };

    private ValueTask<EffectOutcome> IssueAsync(
        PortDescription port, ProposedEffect effect, string reason, Func<CancellationToken, ValueTask> act, CancellationToken cancellationToken) =>
        guard.IssueAsync(observation, lease, port, effect, reason, act, cancellationToken);
}
