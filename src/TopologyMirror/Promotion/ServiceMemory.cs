using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What the decision remembers of a service. Immutable.</summary>
/// <param name="Live">Instances that were to be kept in the recent past.</param>
/// <param name="Need">Instances that observed load took in the recent past.</param>
/// <param name="Drift">The drift repair under way; null when nothing has drifted.</param>
public sealed record ServiceMemory(RecommendationWindow Live, RecommendationWindow Need, DriftMemory? Drift = null)
{
    /// <summary>The ceilings of the recent past, raised ones included. Default: none.</summary>
    public RecommendationWindow Ceilings { get; init; } = RecommendationWindow.Empty;

    /// <summary>Nothing remembered.</summary>
    public static ServiceMemory Empty { get; } = new(RecommendationWindow.Empty, RecommendationWindow.Empty);
}
