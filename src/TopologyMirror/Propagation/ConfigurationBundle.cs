namespace TopologyMirror.Propagation;

/// <summary>
/// One revision of a cluster's configuration: artifact, files, environment, dependency lock, secret names with versions, and steps. It is
/// named by the digest D over all of it. Immutable and thread-safe; can only be made without contradictions.
/// </summary>
public sealed class ConfigurationBundle
{
    internal ConfigurationBundle(BundleDraft draft, IReadOnlyList<ExecutionStep> steps)
    {
        Artifact = draft.Artifact;
        Files = [.. draft.Files.OrderBy(f => f.Path, StringComparer.Ordinal)];
        Environment = new SortedDictionary<string, string>(draft.Environment, StringComparer.Ordinal);
        DependencyLock = draft.DependencyLock;
        Secrets = [.. draft.Secrets.OrderBy(s => s.Name, StringComparer.Ordinal)];
        Steps = steps;
        Digest = BundleDigest.Of(this);
    }

    /// <summary>The digest D over everything below.</summary>
    public ConfigDigest Digest { get; }

    /// <summary>What runs, pinned: an image or archive with its digest.</summary>
    public string Artifact { get; }

    /// <summary>The files in ordinal order of their paths.</summary>
    public IReadOnlyList<BundleFile> Files { get; }

    /// <summary>The environment variables in ordinal order of their names.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The dependency lock by digest; null when there is none.</summary>
    public BlobDigest? DependencyLock { get; }

    /// <summary>The secrets in ordinal order of their names.</summary>
    public IReadOnlyList<SecretReference> Secrets { get; }

    /// <summary>The steps; each comes after those that it depends on, else expand steps come first, then deployments, scripts and contract steps, each in ordinal order of their ids.</summary>
    public IReadOnlyList<ExecutionStep> Steps { get; }

    /// <summary>Every blob that an instance of this revision needs.</summary>
    public IEnumerable<BlobDigest> Blobs =>
        Files.Select(f => f.Content).Concat(DependencyLock is { } locked ? [locked] : []).Distinct().Order();
}
