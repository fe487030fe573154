using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>A cluster as it was added to the services.</summary>
internal sealed record ClusterRegistration(string Name, Action<IServiceProvider, MirrorPipelineBuilder> Configure);
