namespace TopologyMirror.Replay;

/// <summary>
/// Adds rolling releases to a policy that only scales. When a release falls due, a quarter of live on top (at least one instance) is
/// launched at the new configuration; each that is ready takes over from an old one in the same tick, and the next is launched, until
/// nothing old is left; then it bakes for 10 minutes. Scaling goes on meanwhile, with launches at the new configuration. An alarm rolls
/// back in the same way. Immutable.
/// </summary>
/// <remarks>
/// Semantics of a Kubernetes Deployment's RollingUpdate with <c>maxSurge: 25%</c> and <c>maxUnavailable: 0</c> (Kubernetes documentation,
/// "Deployments"). The surge is hidden from the policy, which would otherwise scale it in. Live is replaced before a standing pool.
/// </remarks>
public sealed class RollingReleasePolicy : IReplayPolicy
{
    private readonly IReplayPolicy _inner;

    /// <summary>Creates the policy.</summary>
    /// <param name="inner">Decides how many instances there are; it must not depend on instances' numbers.</param>
    public RollingReleasePolicy(IReplayPolicy inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
    }

    /// <summary>The name of the policy that scales.</summary>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public IReplaySession Start() => new RollingReleaseSession(_inner.Start());
}
