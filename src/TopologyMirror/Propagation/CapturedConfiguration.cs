using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>
/// The configuration in force on live: it is read from one live instance that reports the digest of most of live, and is what the cluster
/// should run. It moves on only when more than half of live, and at least two instances, report another digest: an upgrade made by hand or by a
/// deployment tool. A change on a single live instance is drift and is never copied.
/// </summary>
/// <remarks>
/// Thread-safe. What was captured lives in the memory of this process and is captured again after a restart. Steps of a captured revision
/// that run once per revision count as done, since live runs it.
/// </remarks>
public sealed class CapturedConfiguration : IConfigurationSource
{
    private readonly IConfigurationTarget _target;
    private readonly RevisionArchive _archive;

    /// <summary>Creates the source.</summary>
    /// <param name="target">The target from whose instances is captured; it needs <see cref="PortCapabilities.Capture"/>.</param>
    /// <param name="time">The clock by which revisions are kept.</param>
    /// <param name="retention">How long earlier revisions are kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CapturedConfiguration(IConfigurationTarget target, TimeProvider time, RetentionOptions? retention = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(time);
        RetentionOptions options = retention?.Copy() ?? new RetentionOptions();
        ValidateOptionsResult result = new RetentionOptionsValidator().Validate(null, options);
        _target = target;
        _archive = result.Failed ? throw new ArgumentException(result.FailureMessage, nameof(retention)) : new RevisionArchive(options, time);
    }

    /// <inheritdoc/>
    public string Name => "captured";

    /// <inheritdoc/>
    public PortCapabilities NeededOfTarget => PortCapabilities.Capture | PortCapabilities.Delivery;

    /// <inheritdoc/>
    /// <exception cref="InvalidCaptureException">What was captured is not what the instance reports; what was captured before stays.</exception>
    /// <exception cref="NothingToCaptureException">Nothing live reports a digest, and nothing was captured before.</exception>
    public async ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _archive.Note(arguments.Cluster, arguments.Running);
        ArchivedRevision? known = _archive.Newest(arguments.Cluster);
        if (!IsToBeCaptured(known?.Bundle.Digest, arguments))
        {
            return known?.Bundle.Digest ?? throw new NothingToCaptureException(arguments.Cluster);
        }

        CapturedRevision captured = await CaptureAsync(arguments, cancellationToken).ConfigureAwait(false);
        _archive.Add(arguments.Cluster, captured.Bundle, isDelivered: true, captured.Blobs);
        return captured.Bundle.Digest;
    }

    /// <inheritdoc/>
    public ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_archive.Find(cluster, digest)?.Bundle);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_archive.Blob(blob) ?? throw new NotRetainedException(cluster, $"the blob {blob}"));
    }

    private static bool IsToBeCaptured(ConfigDigest? known, DesiredArguments live) =>
        live.LiveDigest is { } reported && reported != known
        && (known is null || (live.LiveInstances.Count >= 2 && 2 * live.LiveInstances.Count > live.LiveTotal));

    private async ValueTask<CapturedRevision> CaptureAsync(DesiredArguments live, CancellationToken cancellationToken)
    {
        InstanceId instance = live.LiveInstances[0];
        ConfigDigest reported = live.LiveDigest!.Value;
        CapturedRevision captured = await _target.CaptureAsync(live.Cluster, instance, cancellationToken).ConfigureAwait(false);
        if (captured.Bundle.Digest != reported)
        {
            throw new InvalidCaptureException(live.Cluster, instance, reported, $"it has the digest {captured.Bundle.Digest}");
        }

        string[] faults = [.. BundleContent.Faults(captured.Bundle.Files, captured.Bundle.DependencyLock, captured.Blobs, _archive.Blob)];
        return faults.Length == 0
            ? captured
            : throw new InvalidCaptureException(live.Cluster, instance, reported, string.Join(' ', faults).TrimEnd('.'));
    }
}
