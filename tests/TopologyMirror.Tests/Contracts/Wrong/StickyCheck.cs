using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Looks at the instance that it was asked about first, whomever it is asked about.</summary>
internal sealed class StickyCheck(IValidationCheck inner) : IValidationCheck
{
    private ValidationArguments? _first;

    public string Name => inner.Name;

    public TimeSpan Deadline => inner.Deadline;

    public ValueTask<ValidationFinding> CheckAsync(ValidationArguments arguments, CancellationToken cancellationToken)
    {
        _first ??= arguments;
        return inner.CheckAsync(_first.Value, cancellationToken);
    }
}
