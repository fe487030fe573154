namespace TopologyMirror.Simulation;

/// <summary>What steps do in a simulated cluster, by their ids, and which were executed. Not thread-safe.</summary>
public sealed class SimulatedSteps
{
    private static readonly SimulatedStep Plain = new();

    private readonly SortedDictionary<string, Func<InstanceId, int, SimulatedStep>> _scripts = new(StringComparer.Ordinal);
    private readonly List<SimulatedExecution> _executions = [];

    internal SimulatedSteps()
    {
    }

    /// <summary>Every execution that began, oldest first: one that is there twice was executed twice.</summary>
    public IReadOnlyList<SimulatedExecution> Executions => _executions;

    /// <summary>Says what a step does. Default for a step of which nothing is said: it succeeds after a second.</summary>
    /// <param name="step">The step's id.</param>
    /// <param name="outcome">What it does.</param>
    public void Set(string step, SimulatedStep outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _scripts[step] = (_, _) => outcome;
    }

    /// <summary>Says what a step does by the instance and the number of the execution on it, from 1.</summary>
    /// <param name="step">The step's id.</param>
    /// <param name="outcome">Gives what it does.</param>
    public void Set(string step, Func<InstanceId, int, SimulatedStep> outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _scripts[step] = outcome;
    }

    /// <summary>How often a step began.</summary>
    /// <param name="step">The step's id.</param>
    public int Count(string step) => _executions.Count(e => string.Equals(e.Step, step, StringComparison.Ordinal));

    internal SimulatedStep Begin(SimulatedExecution execution)
    {
        _executions.Add(execution);
        int number = _executions.Count(e => e.Instance == execution.Instance && string.Equals(e.Step, execution.Step, StringComparison.Ordinal));
        return _scripts.TryGetValue(execution.Step, out Func<InstanceId, int, SimulatedStep>? outcome) ? outcome(execution.Instance, number) : Plain;
    }
}
