namespace TopologyMirror.Contracts;

/// <summary>One thing that every implementation of a port must do.</summary>
/// <param name="Port">The port, for example <c>IInstanceFleet</c>.</param>
/// <param name="Name">What must hold, as <c>Method_Condition_Result</c>.</param>
/// <param name="RunAsync">Tries it on a fresh implementation; throws <see cref="ContractViolationException"/> when it does not hold.</param>
public sealed record ContractCase(string Port, string Name, Func<CancellationToken, Task> RunAsync)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Port}.{Name}";
}
