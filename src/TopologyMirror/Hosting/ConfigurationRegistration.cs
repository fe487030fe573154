using Microsoft.Extensions.Configuration;

namespace TopologyMirror.Hosting;

/// <summary>The configuration section that the host gave.</summary>
internal sealed record ConfigurationRegistration(IConfigurationSection Section)
{
    public const string ClustersKey = "Clusters";

    public IConfigurationSection Cluster(string name) => Section.GetSection(ClustersKey).GetSection(name);
}
