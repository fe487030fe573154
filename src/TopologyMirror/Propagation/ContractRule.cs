using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>
/// Says when contract steps of a revision are due, and which comes next: in a run of their own, once nothing that could get requests needs the old
/// form any more and the time for a way back is over. Pure.
/// </summary>
public static class ContractRule
{
    /// <summary>The contract steps of a bundle that have not succeeded yet, in the bundle's order.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="done">What was executed, as journaled.</param>
    public static IReadOnlyList<ExecutionStep> Open(ConfigurationBundle bundle, IReadOnlyList<RevisionStep> done)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(done);
        return
        [
            .. bundle.Steps.Where(s => s.Kind == ExecutionStepKind.SchemaContract
                && !done.Any(d => d.Digest == bundle.Digest && string.Equals(d.Step, s.Id, StringComparison.Ordinal))),
        ];
    }

    /// <summary>Says what keeps contract steps from being executed now.</summary>
    /// <param name="state">What they depend on.</param>
    /// <param name="now">The moment.</param>
    /// <param name="delay">Time from the release in which the way back is open.</param>
    /// <returns>Null when they are due.</returns>
    public static string? NotDue(ContractState state, DateTimeOffset now, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(state);
        ConfigDigest digest = state.Bundle.Digest;
        return state.ReleasedAt is not { } released ? "it was not released by a Replace"
            : state.Failure is not null ? "a contract step failed before"
            : state.IsChanging ? "a run is open, or what it retired is not gone"
            : state.Desired != digest ? "another revision is desired"
            : state.Routable.Any(d => d != digest) ? "an instance of another revision could get requests"
            : now < released + delay ? $"the way back is open until {released + delay:O}"
            : null;
    }

    /// <summary>Plans the next contract step; nothing when none is due.</summary>
    /// <param name="state">What they depend on.</param>
    /// <param name="input">What was observed and journaled.</param>
    public static PropagationPlan Plan(ContractState state, PropagationInput input)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        ConfigDigest digest = state.Bundle.Digest;
        var nothing = new PropagationPlan(digest, [], [], []);
        if (NotDue(state, input.Now, input.Options.ContractDelay) is not null || Open(state.Bundle, input.Done) is not [var step, ..])
        {
            return nothing;
        }

        if (Chosen(step, digest, input) is not { } instance)
        {
            return nothing;
        }

        var judge = new StepJudge(input, digest);
        int made = judge.Attempts(PropagationActionKind.RunStep, instance, step.Id)?.Keys.Count ?? 0;
        return judge.Judge(instance, step) switch
        {
            StepStanding.Due => nothing with
            {
                Actions = [new PropagationAction(PropagationActionKind.RunStep, instance, state.Bundle, made + 1, $"contract step '{step.Id}'") { Step = step }],
            },
            StepStanding.UnderWay => nothing with { Waiting = new SortedDictionary<InstanceId, string> { [instance] = $"contract step '{step.Id}' is under way" } },
            StepStanding.Succeeded => nothing with { Settled = [new RevisionStep(digest, step.Id, instance)] },
            _ => nothing with
            {
                Rejection = judge.Explain(instance, step) with { Done = [.. input.Done.Where(d => d.Digest == digest).Select(d => $"{d.Step} on {d.Instance}")] },
            },
        };
    }

    /// <summary>Where it was asked for before, as long as that instance is there; else a shadow instance; where there is none, a live one.</summary>
    private static InstanceId? Chosen(ExecutionStep step, ConfigDigest digest, PropagationInput input)
    {
        ObservedInstance[] fit =
        [
            .. input.Topology.Instances
                .Where(i => i.Service == step.Service && i.State == InstanceState.Ready && i.Digest == digest && input.Reports.ContainsKey(i.Id))
                .OrderBy(i => !input.Shadow.Contains(i.Id)),
        ];
        PropagationAttempts? newest = input.Attempts
            .Where(a => a.Digest == digest && string.Equals(a.Step, step.Id, StringComparison.Ordinal))
            .MaxBy(a => a.LastAt);
        return (fit.FirstOrDefault(i => i.Id == newest?.Instance) ?? fit.FirstOrDefault())?.Id;
    }
}
