using TopologyMirror.Data;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private IWorkGate? _workGate;
    private IDataSynchronizer? _data;

    /// <summary>Sets what keeps the background work of passive instances off. Needed where a service declares work.</summary>
    /// <param name="gate">The port.</param>
    public MirrorPipelineBuilder UseWorkGate(IWorkGate gate) => Set(ref _workGate, gate);

    /// <summary>Sets what moves the writers of data sets. Needed where a service declares data sets.</summary>
    /// <param name="synchronizer">The port.</param>
    public MirrorPipelineBuilder UseDataSynchronizer(IDataSynchronizer synchronizer) => Set(ref _data, synchronizer);

    private IEnumerable<string> WorkAndDataFaults()
    {
        foreach ((string name, ServiceOptions? service) in Options.Services)
        {
            if (service is null)
            {
                continue;
            }

            if (service.Work != WorkKind.None && _workGate is null)
            {
                yield return $"Service '{name}' of cluster '{Cluster}' declares {service.Work} work, and the cluster has no work gate; call UseWorkGate or a provider's Use method.";
            }

            if (service.KeepUnstarted && _workGate is { Description: var gate } && !gate.Capabilities.HasFlag(PortCapabilities.StartsWork))
            {
                yield return $"Service '{name}' of cluster '{Cluster}' is kept unstarted and needs {PortCapabilities.StartsWork} of the work gate, which '{gate.Name}' cannot do (it can do: {gate.Capabilities}).";
            }

            if (service.DataSets.Count > 0 && _data is null)
            {
                yield return $"Service '{name}' of cluster '{Cluster}' declares data set '{service.DataSets.First()}', and the cluster has no data synchroniser; call UseDataSynchronizer or a provider's Use method.";
            }
        }
    }
}
