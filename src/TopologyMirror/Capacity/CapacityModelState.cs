namespace TopologyMirror.Capacity;

/// <summary>Everything that a <see cref="CapacityModel"/> knows.</summary>
/// <param name="Unit">Load that counts as 1; 0 while none is known.</param>
/// <param name="Line">The signal over load, in units of <paramref name="Unit"/>.</param>
/// <param name="Noise">Variance of a step's signal around the line.</param>
/// <param name="Freedom">Degrees of freedom of that variance.</param>
/// <param name="Last">Time of the newest observation.</param>
/// <param name="Moments">What tells whether the relation holds.</param>
/// <param name="Saturated">Saturated steps, discounted as the others are.</param>
/// <param name="IsInherited">Whether the line began as that of the digest before, where the relation held.</param>
/// <param name="Holds">Whether the relation held at the newest observation: it is given up less easily than it is believed.</param>
internal sealed record CapacityModelState(
    double Unit, CapacityLine Line, double Noise, double Freedom, DateTimeOffset? Last, CapacityMoments Moments, double Saturated, bool IsInherited, bool Holds);
