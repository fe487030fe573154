namespace TopologyMirror.Metrics;

/// <summary>One value of a load metric over one step of its grid.</summary>
/// <param name="Time">Start of the step, inclusive; the value covers [Time, Time + step).</param>
/// <param name="Value">Finite and not negative, in the metric's unit.</param>
/// <param name="Tags">Why the value must not be learnt as it stands, if anything speaks against it.</param>
public readonly record struct LoadSample(DateTimeOffset Time, double Value, SampleTags Tags = SampleTags.None);
