using Microsoft.Extensions.Configuration;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>Sets clusters up as the host declares them: configuration first, then code, then what the host gives to every cluster.</summary>
internal sealed class ClusterAssembly(
    IServiceProvider services, IReadOnlyList<ConfigurationRegistration> configurations, Action<MirrorPipelineBuilder> defaults)
{
    /// <summary>Sets one cluster up and tells all that is wrong with it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="faults">Takes one sentence per fault.</param>
    /// <returns>What can be built where there is no fault; null when the set-up itself failed.</returns>
    public MirrorPipelineBuilder? Assemble(ClusterRegistration cluster, List<string> faults) => Try(cluster.Name, faults, () =>
    {
        var builder = new MirrorPipelineBuilder(cluster.Name);
        foreach (ConfigurationRegistration configuration in configurations)
        {
            configuration.Cluster(cluster.Name).Bind(builder.Options, static o => o.ErrorOnUnknownConfiguration = true);
        }

        cluster.Configure(services, builder);
        defaults(builder);
        return builder;
    });

    /// <summary>Runs code of the host that sets a cluster up; whatever it throws is a fault of that cluster alone.</summary>
    public static MirrorPipelineBuilder? Try(string cluster, List<string> faults, Func<MirrorPipelineBuilder> setUp)
    {
        try
        {
            MirrorPipelineBuilder builder = setUp();
            faults.AddRange(builder.Faults().Select(f => Named(cluster, f)));
            return builder;
        }
        catch (Exception e) when (e is TopologyMirrorException or InvalidOperationException or ArgumentException)
        {
            faults.Add($"Cluster '{cluster}' cannot be set up: {e.Message}");
            return null;
        }
    }

    /// <summary>Of several clusters every sentence says which one it is about.</summary>
    private static string Named(string cluster, string fault) =>
        fault.Contains($"'{cluster}'", StringComparison.Ordinal) ? fault : $"Cluster '{cluster}': {fault}";
}
