using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>Says what it takes to bring the shadow to the desired configuration. Pure; hosts replace or decorate it.</summary>
public interface IConfigPropagator
{
    /// <summary>Compares what instances run with what they should run.</summary>
    /// <param name="desired">The digest that the cluster should run.</param>
    /// <param name="topology">The instances with the digests they reported.</param>
    PropagationPlan Plan(ConfigDigest desired, TopologySnapshot topology);
}
