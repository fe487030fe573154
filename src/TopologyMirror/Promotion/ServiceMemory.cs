using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>What the decision remembers of a service. Immutable.</summary>
/// <param name="Live">Instances recommended for live in the recent past.</param>
/// <param name="Cover">Cover recommended in the recent past.</param>
/// <param name="Need">Instances that observed load took in the recent past.</param>
public sealed record ServiceMemory(RecommendationWindow Live, RecommendationWindow Cover, RecommendationWindow Need)
{
    /// <summary>Nothing remembered.</summary>
    public static ServiceMemory Empty { get; } = new(RecommendationWindow.Empty, RecommendationWindow.Empty, RecommendationWindow.Empty);
}
