namespace TopologyMirror.Propagation;

/// <summary>Says what it takes to bring the shadow to the desired configuration. Pure; the pipeline alone performs it. Hosts replace or decorate it.</summary>
public interface IConfigPropagator
{
    /// <summary>Compares what instances run and hold with what they should, and says what to do next.</summary>
    /// <param name="input">What was observed and what is wanted.</param>
    PropagationPlan Plan(PropagationInput input);
}
