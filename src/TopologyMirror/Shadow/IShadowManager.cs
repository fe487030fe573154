namespace TopologyMirror.Shadow;

/// <summary>Says what it takes to bring the shadow to its target. Pure; the pipeline alone performs it. Hosts replace or decorate it.</summary>
public interface IShadowManager
{
    /// <summary>Plans the launches and terminations of one tick.</summary>
    /// <param name="input">What was observed and what is wanted.</param>
    /// <returns>Actions in the order in which they are to be performed; empty when the shadow is in step.</returns>
    IReadOnlyList<FleetAction> Plan(MirrorInput input);
}
