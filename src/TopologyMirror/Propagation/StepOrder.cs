namespace TopologyMirror.Propagation;

/// <summary>Orders steps so that each comes after those that it depends on. Pure.</summary>
internal static class StepOrder
{
    public static IReadOnlyList<string> Faults(IReadOnlyList<ExecutionStep> steps, IReadOnlyCollection<ServiceName> services)
    {
        var faults = new List<string>();
        var known = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ExecutionStep step in steps)
        {
            if (!known.Add(step.Id))
            {
                faults.Add($"The bundle has two steps with the id '{step.Id}'.");
            }

            if (!services.Contains(step.Service))
            {
                faults.Add($"Step '{step.Id}' runs on service '{step.Service}', which the cluster does not have.");
            }

            if (step.Command.Count == 0)
            {
                faults.Add($"Step '{step.Id}' has no command.");
            }

            if (step.Timeout <= TimeSpan.Zero)
            {
                faults.Add($"Step '{step.Id}' has a timeout of {step.Timeout}; it must be longer than zero.");
            }
        }

        var contracts = new SortedSet<string>(steps.Where(s => s.Kind == ExecutionStepKind.SchemaContract).Select(s => s.Id), StringComparer.Ordinal);
        foreach (ExecutionStep step in steps)
        {
            if (step.Kind != ExecutionStepKind.SchemaContract)
            {
                faults.AddRange(step.DependsOn.Where(contracts.Contains).Select(
                    d => $"Step '{step.Id}' depends on the contract step '{d}', which runs only after the release."));
            }

            faults.AddRange(step.DependsOn.Where(d => !known.Contains(d)).Select(d => $"Step '{step.Id}' depends on '{d}', which the bundle does not have."));
        }

        if (faults.Count == 0 && Sort(steps, out IReadOnlyList<string> circle) is null)
        {
            faults.Add($"Steps depend on each other in a circle: {string.Join(" -> ", circle)}.");
        }

        return faults;
    }

    public static IReadOnlyList<ExecutionStep> Of(IReadOnlyList<ExecutionStep> steps) => Sort(steps, out _)!;

    /// <summary>Repeatedly takes the first step whose dependencies are all taken; what is left when none can be taken holds a circle.</summary>
    private static List<ExecutionStep>? Sort(IReadOnlyList<ExecutionStep> steps, out IReadOnlyList<string> circle)
    {
        List<ExecutionStep> waiting = [.. steps.OrderBy(s => Rank(s.Kind)).ThenBy(s => s.Id, StringComparer.Ordinal)];
        var ordered = new List<ExecutionStep>(steps.Count);
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        while (waiting.Find(s => s.DependsOn.All(taken.Contains)) is { } next)
        {
            waiting.Remove(next);
            ordered.Add(next);
            taken.Add(next.Id);
        }

        circle = waiting.Count == 0 ? [] : CircleIn(waiting, taken);
        return waiting.Count == 0 ? ordered : null;
    }

    /// <summary>What the whole revision needs comes before what one instance needs.</summary>
    private static int Rank(ExecutionStepKind kind) => kind switch
    {
        ExecutionStepKind.SchemaExpand => 0,
        ExecutionStepKind.Deployment => 1,
        ExecutionStepKind.Script => 2,
        _ => 3,
    };

    private static List<string> CircleIn(List<ExecutionStep> waiting, SortedSet<string> taken)
    {
        var path = new List<string>();
        string at = waiting[0].Id;
        while (!path.Contains(at, StringComparer.Ordinal))
        {
            path.Add(at);
            string here = at;
            at = waiting.First(s => string.Equals(s.Id, here, StringComparison.Ordinal))
                .DependsOn.Where(d => !taken.Contains(d)).Order(StringComparer.Ordinal).First();
        }

        path.RemoveRange(0, path.FindIndex(p => string.Equals(p, at, StringComparison.Ordinal)));
        path.Add(at);
        return path;
    }
}
