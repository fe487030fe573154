using System.Globalization;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>The run that launched an instance, as its launch key tells: what a journal that was lost has to know again.</summary>
internal static class LaunchRun
{
    /// <summary>The newest run of the cluster that any instance tells of; the default when none does.</summary>
    public static RunId Newest(TopologySnapshot topology)
    {
        RunId newest = default;
        foreach (ObservedInstance instance in topology.Instances)
        {
            newest = Of(topology.Cluster, instance.LaunchKey) is { } run && run > newest ? run : newest;
        }

        return newest;
    }

    private static RunId? Of(ClusterName cluster, string? key)
    {
        string prefix = $"{cluster.Value}/r";
        if (key is null || !key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = key.AsSpan(prefix.Length);
        int end = rest.IndexOf('/');
        return end > 0 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? new RunId(number) : null;
    }
}
