using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Keeps its first answer and gives it to everybody.</summary>
internal sealed class StickyCheck(IValidationCheck inner) : IValidationCheck
{
    private ValidationFinding? _first;

    public string Name => inner.Name;

    public TimeSpan Deadline => inner.Deadline;

    public async ValueTask<ValidationFinding> CheckAsync(ValidationArguments arguments, CancellationToken cancellationToken) =>
        _first ??= await inner.CheckAsync(arguments, cancellationToken);
}
