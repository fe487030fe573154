namespace TopologyMirror.Pipeline;

/// <summary>The rules between options of validation that no attribute can state. Each sentence names both options and both values.</summary>
internal static class ValidationRules
{
    public static IEnumerable<string> Faults(MirrorPipelineOptions options)
    {
        Propagation.ValidationOptions o = options.Validation;
        if (o.ReadyFor >= o.Deadline)
        {
            yield return $"ValidationOptions.ReadyFor ({o.ReadyFor}) must be shorter than ValidationOptions.Deadline ({o.Deadline}).";
        }

        if (o.RetryDelay >= o.Deadline)
        {
            yield return $"ValidationOptions.RetryDelay ({o.RetryDelay}) must be shorter than ValidationOptions.Deadline ({o.Deadline}).";
        }

        // A pass is refreshed from half of its time on: then the new answer is there before the old one runs out.
        if (o.Deadline > o.ValidFor / 2)
        {
            yield return $"ValidationOptions.Deadline ({o.Deadline}) must not be longer than half of ValidationOptions.ValidFor ({o.ValidFor}).";
        }

        if (o.SyntheticLoad.Duration >= o.SyntheticLoad.Deadline)
        {
            yield return $"SyntheticLoadOptions.Duration ({o.SyntheticLoad.Duration}) must be shorter than SyntheticLoadOptions.Deadline ({o.SyntheticLoad.Deadline}).";
        }

        if (o.SyntheticLoad.Deadline > o.SyntheticLoad.ValidFor / 2)
        {
            yield return $"SyntheticLoadOptions.Deadline ({o.SyntheticLoad.Deadline}) must not be longer than half of SyntheticLoadOptions.ValidFor ({o.SyntheticLoad.ValidFor}).";
        }

        if (o.TickWait >= options.Safety.ObservationAgeLimit)
        {
            yield return $"ValidationOptions.TickWait ({o.TickWait}) must be shorter than SafetyOptions.ObservationAgeLimit ({options.Safety.ObservationAgeLimit}).";
        }
    }
}
