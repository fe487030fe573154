namespace TopologyMirror.Propagation;

/// <summary>A check that is one function.</summary>
internal sealed class DelegateCheck(
    string name, TimeSpan deadline, Func<ValidationArguments, CancellationToken, ValueTask<ValidationFinding>> check) : IValidationCheck
{
    public string Name => name;

    public TimeSpan Deadline => deadline;

    public ValueTask<ValidationFinding> CheckAsync(ValidationArguments arguments, CancellationToken cancellationToken) => check(arguments, cancellationToken);
}
