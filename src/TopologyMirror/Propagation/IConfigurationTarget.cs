namespace TopologyMirror.Propagation;

/// <summary>
/// Brings configuration to instances, executes its steps there, and reads back what instances themselves say. Reports what the instance
/// says and never what it should say. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Effects are idempotent: the same key, or the same work under another key while it is under way, is the same effect. A port that has
/// <see cref="Fencing.Atomic"/> refuses an effect of a lower epoch by a <c>StaleEpochException</c>. What a step prints is redacted of every
/// secret value that the port or the instance knows before it leaves the instance.
/// </remarks>
public interface IConfigurationTarget
{
    /// <summary>What the port can do: <see cref="PortCapabilities.DigestReadBack"/> always, <see cref="PortCapabilities.Delivery"/> for the effects, <see cref="PortCapabilities.Capture"/> for <see cref="CaptureAsync"/>.</summary>
    PortDescription Description { get; }

    /// <summary>Asks instances what they run and hold.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="instances">The instances, in ordinal order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What each instance itself said; instances that gave no answer are left out.</returns>
    ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken);

    /// <summary>
    /// Begins to bring a revision to an instance, beside what it runs: the manifest, and of the blobs those that are named. Returns when it
    /// is accepted, before it has ended. A blob counts as held only when its bytes, at the instance, have its digest.
    /// </summary>
    /// <param name="arguments">What to deliver.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotSupportedException">The port has no <see cref="PortCapabilities.Delivery"/>.</exception>
    ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken);

    /// <summary>
    /// Begins to execute a step on an instance, with the environment of its revision. Returns when it is accepted, before it has ended; from
    /// then on the instance reports this attempt. The time-out of the step is enforced at the instance.
    /// </summary>
    /// <param name="arguments">What to execute.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotSupportedException">The port has no <see cref="PortCapabilities.Delivery"/>.</exception>
    ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken);

    /// <summary>Makes an instance run a revision that was delivered to it; it reports the digest once it does.</summary>
    /// <param name="arguments">What to run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotSupportedException">The port has no <see cref="PortCapabilities.Delivery"/>.</exception>
    ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken);

    /// <summary>Reads from an instance the configuration that it runs: the whole bundle and its blobs, of secrets the names and versions only.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotSupportedException">The port has no <see cref="PortCapabilities.Capture"/>.</exception>
    ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken);
}
