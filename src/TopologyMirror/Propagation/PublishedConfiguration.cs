using Microsoft.Extensions.Options;

namespace TopologyMirror.Propagation;

/// <summary>
/// The configuration that the host publishes: the newest published bundle of a cluster is what it should run. A run that is open goes on
/// with the digest that it began with; what was published meanwhile comes after it.
/// </summary>
/// <remarks>
/// Thread-safe. It lives in the memory of this process: a restarted host publishes again before its first tick, the revision that live runs
/// first where that is another than the newest, or no cover can be delivered until the release is done.
/// </remarks>
public sealed class PublishedConfiguration : IConfigurationSource
{
    private static readonly SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> NoBlobs = [];

    private readonly RevisionArchive _archive;
    private volatile bool _delivers;

    /// <summary>Creates the source.</summary>
    /// <param name="time">The clock by which revisions are kept and secrets expire.</param>
    /// <param name="retention">How long earlier revisions are kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PublishedConfiguration(TimeProvider time, RetentionOptions? retention = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        RetentionOptions options = retention?.Copy() ?? new RetentionOptions();
        ValidateOptionsResult result = new RetentionOptionsValidator().Validate(null, options);
        _archive = result.Failed ? throw new ArgumentException(result.FailureMessage, nameof(retention)) : new RevisionArchive(options, time);
    }

    /// <inheritdoc/>
    public string Name => "published";

    /// <summary>The ability to deliver, once something was published that has to be delivered.</summary>
    public PortCapabilities NeededOfTarget => _delivers ? PortCapabilities.Delivery : PortCapabilities.None;

    /// <summary>Declares a revision that instances are born with, as from an image that holds it all: nothing is delivered or executed.</summary>
    /// <param name="cluster">The cluster that shall run it.</param>
    /// <param name="draft">The revision; it has no steps, since they would be executed nowhere.</param>
    /// <param name="services">The cluster's services.</param>
    /// <returns>The bundle, named by its digest. The same revision again changes nothing.</returns>
    /// <exception cref="InvalidBundleException">The draft contradicts itself or the cluster, or a secret has expired; what was published before stays.</exception>
    public ConfigurationBundle Publish(ClusterName cluster, BundleDraft draft, IReadOnlyCollection<ServiceName> services)
    {
        ArgumentNullException.ThrowIfNull(draft);
        string[] executed = draft.Steps.Count == 0 ? [] : [$"The bundle has the step '{draft.Steps.First().Id}', and what instances are born with is not executed; call PublishAsync."];
        return Add(cluster, draft, services, executed, NoBlobs, isDelivered: false);
    }

    /// <summary>Publishes a revision that is delivered to instances, with the bytes of its files.</summary>
    /// <param name="cluster">The cluster that shall run it.</param>
    /// <param name="draft">The revision.</param>
    /// <param name="blobs">The bytes of its files and of its dependency lock; those of a revision that is still kept may be left out.</param>
    /// <param name="services">The cluster's services.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was published.</param>
    /// <returns>The bundle, named by its digest. The same revision again changes nothing.</returns>
    /// <exception cref="InvalidBundleException">
    /// The draft contradicts itself, the cluster or its bytes, or a secret has expired; what was published before stays.
    /// </exception>
    public ValueTask<ConfigurationBundle> PublishAsync(
        ClusterName cluster,
        BundleDraft draft,
        IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs,
        IReadOnlyCollection<ServiceName> services,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(blobs);
        cancellationToken.ThrowIfCancellationRequested();
        IEnumerable<string> faults = BundleContent.Faults(draft.Files, draft.DependencyLock, blobs, _archive.Blob);
        ConfigurationBundle bundle = Add(cluster, draft, services, faults, blobs, isDelivered: true);
        _delivers = true;
        return ValueTask.FromResult(bundle);
    }

    /// <summary>Makes an earlier revision the desired one again, as the way back.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="digest">The revision.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="NotRetainedException">The revision is not kept.</exception>
    /// <exception cref="InvalidBundleException">A secret of it has expired; what was published before stays.</exception>
    public ConfigurationBundle Restore(ClusterName cluster, ConfigDigest digest)
    {
        ArchivedRevision revision = _archive.Find(cluster, digest) ?? throw new NotRetainedException(cluster, $"the digest {digest}");
        string[] faults = [.. BundleContent.Expired(revision.Bundle.Secrets, _archive.Now)];
        if (faults.Length > 0)
        {
            throw new InvalidBundleException(faults);
        }

        _archive.Add(cluster, revision.Bundle, revision.IsDelivered, NoBlobs);
        return revision.Bundle;
    }

    /// <summary>The newest published bundle; null when there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    public ConfigurationBundle? Find(ClusterName cluster) => _archive.Newest(cluster)?.Bundle;

    /// <summary>The digests of the revisions that are kept, the desired one last.</summary>
    /// <param name="cluster">The cluster.</param>
    public IReadOnlyList<ConfigDigest> Retained(ClusterName cluster) => _archive.Digests(cluster);

    /// <inheritdoc/>
    /// <exception cref="NothingPublishedException">Nothing was published for the cluster yet.</exception>
    public ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _archive.Note(arguments.Cluster, arguments.Running);
        return ValueTask.FromResult((Find(arguments.Cluster) ?? throw new NothingPublishedException(arguments.Cluster)).Digest);
    }

    /// <inheritdoc/>
    public ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_archive.Find(cluster, digest) is { IsDelivered: true } revision ? revision.Bundle : null);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_archive.Blob(blob) ?? throw new NotRetainedException(cluster, $"the blob {blob}"));
    }

    private ConfigurationBundle Add(
        ClusterName cluster,
        BundleDraft draft,
        IReadOnlyCollection<ServiceName> services,
        IEnumerable<string> ofContent,
        IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs,
        bool isDelivered)
    {
        string[] faults = [.. draft.Faults(services), .. ofContent, .. BundleContent.Expired(draft.Secrets, _archive.Now)];
        if (faults.Length > 0)
        {
            throw new InvalidBundleException(faults);
        }

        ConfigurationBundle bundle = draft.Build(services);
        _archive.Add(cluster, bundle, isDelivered, blobs);
        return bundle;
    }
}
