using System.Globalization;

namespace TopologyMirror.Propagation;

/// <summary>A bundle in the making. Not thread-safe.</summary>
public sealed class BundleDraft
{
    /// <summary>Largest size of all files together when nothing else is said: 512 MiB.</summary>
    public const long DefaultSizeLimit = 512L * 1024 * 1024;

    /// <summary>Starts a bundle.</summary>
    /// <param name="artifact">What runs, pinned: an image or archive with its digest.</param>
    public BundleDraft(string artifact)
    {
        Artifact = artifact;
    }

    /// <summary>What runs.</summary>
    public string Artifact { get; }

    /// <summary>The files.</summary>
    public ICollection<BundleFile> Files { get; } = [];

    /// <summary>The environment variables.</summary>
    public IDictionary<string, string> Environment { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The dependency lock by digest; null when there is none.</summary>
    public BlobDigest? DependencyLock { get; set; }

    /// <summary>The secrets.</summary>
    public ICollection<SecretReference> Secrets { get; } = [];

    /// <summary>The steps.</summary>
    public ICollection<ExecutionStep> Steps { get; } = [];

    /// <summary>Largest size of all files together, in bytes. Default: <see cref="DefaultSizeLimit"/>.</summary>
    public long SizeLimit { get; set; } = DefaultSizeLimit;

    /// <summary>Says what keeps the draft from being a bundle of a cluster.</summary>
    /// <param name="services">The cluster's services.</param>
    /// <returns>One sentence per fault; empty when there is none.</returns>
    public IReadOnlyList<string> Faults(IReadOnlyCollection<ServiceName> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return [.. ContentFaults(), .. StepOrder.Faults([.. Steps], services)];
    }

    /// <summary>Freezes the draft.</summary>
    /// <param name="services">The cluster's services.</param>
    /// <exception cref="InvalidBundleException">The draft contradicts itself or the cluster; lists every fault.</exception>
    public ConfigurationBundle Build(IReadOnlyCollection<ServiceName> services)
    {
        IReadOnlyList<string> faults = Faults(services);
        return faults.Count > 0 ? throw new InvalidBundleException(faults) : new ConfigurationBundle(this, StepOrder.Of([.. Steps]));
    }

    private static bool IsCleanPath(string path) =>
        path.StartsWith('/') && path.Length > 1
        && !path.Split('/').Skip(1).Any(s => s.Length == 0 || s is "." or "..") && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);

    private IEnumerable<string> ContentFaults()
    {
        if (string.IsNullOrWhiteSpace(Artifact))
        {
            yield return "The bundle has no artifact.";
        }

        foreach (BundleFile file in Files.Where(f => !IsCleanPath(f.Path)))
        {
            yield return $"The path '{file.Path}' is not an absolute path with forward slashes and without '.' and '..' segments.";
        }

        foreach (IGrouping<string, BundleFile> same in Files.GroupBy(f => f.Path, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"The bundle has {same.Count()} files with the path '{same.Key}'.";
        }

        long size = Files.Sum(f => f.Size);
        if (size > SizeLimit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The files take {size} bytes, more than the limit of {SizeLimit}.");
        }

        foreach (IGrouping<string, SecretReference> same in Secrets.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"The bundle names the secret '{same.Key}' {same.Count()} times.";
        }

        foreach (SecretReference secret in Secrets.Where(s => string.IsNullOrWhiteSpace(s.Name) || string.IsNullOrWhiteSpace(s.Version)))
        {
            yield return $"The secret '{secret.Name}' has no version; a name alone could change under a running revision.";
        }
    }
}
