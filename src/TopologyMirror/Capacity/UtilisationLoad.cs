using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>Turns utilisation into load, and says when it was saturated.</summary>
public static class UtilisationLoad
{
    /// <summary>Utilisation from which on demand may be greater than what was measured.</summary>
    public const double SaturatedFrom = 0.95;

    /// <summary>
    /// The load behind a mean utilisation: utilisation × serving instances, so that the same demand on 5 or on 10 instances is the same
    /// history. At or above <see cref="SaturatedFrom"/> it is tagged as censored: the demand is at least that.
    /// </summary>
    /// <param name="sample">Mean utilisation of the serving instances, 0 to 1.</param>
    /// <param name="serving">Instances that served during the step, as the mean over it; finite and not negative.</param>
    public static LoadSample ToLoad(LoadSample sample, double serving)
    {
        if (!double.IsFinite(serving) || serving < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(serving), serving, "Must be finite and not negative.");
        }

        SampleTags tags = sample.Value >= SaturatedFrom ? sample.Tags | SampleTags.Censored : sample.Tags;
        return new LoadSample(sample.Time, sample.Value * serving, tags);
    }
}
