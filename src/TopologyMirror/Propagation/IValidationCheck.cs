namespace TopologyMirror.Propagation;

/// <summary>A check of the host's own that every shadow instance has to pass before it counts.</summary>
/// <remarks>
/// It reads, and calls nothing but the instance. It may be called for several instances at the same time, and again for one that it passed
/// before. What it throws, and an answer about another instance, count as refusals. It must not block the thread that calls it.
/// </remarks>
public interface IValidationCheck
{
    /// <summary>Its name in refusals, log and telemetry: not empty, unique in the cluster, constant.</summary>
    string Name { get; }

    /// <summary>Time from its first call for an instance to the answer with which it passes at the latest; longer than zero, constant.</summary>
    TimeSpan Deadline { get; }

    /// <summary>Checks one instance.</summary>
    /// <param name="arguments">The instance and what is known around it.</param>
    /// <param name="cancellationToken">Ends the check: its deadline has passed, or nobody asks any more.</param>
    ValueTask<ValidationFinding> CheckAsync(ValidationArguments arguments, CancellationToken cancellationToken);
}
