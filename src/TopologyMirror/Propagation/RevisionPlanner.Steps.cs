using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>The steps of a revision: in the bundle's order per service, and after what they depend on, wherever that runs.</summary>
internal sealed partial class RevisionPlanner
{
    private static bool IsOnce(ExecutionStep step) => step.Kind is ExecutionStepKind.Deployment or ExecutionStepKind.SchemaExpand;

    /// <summary>What the journal knows, and what instances say that the journal does not know yet.</summary>
    private void NoteDone()
    {
        foreach (RevisionStep step in _input.Done.Where(d => d.Digest == Digest))
        {
            _done[step.Step] = step.Instance;
        }

        foreach (ExecutionStep step in _steps.Where(s => IsOnce(s) && !_done.ContainsKey(s.Id)))
        {
            foreach (ObservedInstance instance in _members)
            {
                if (_input.Reports[instance.Id].Find(Digest, step.Id)?.State == StepState.Succeeded)
                {
                    _done[step.Id] = instance.Id;
                    _settled.Add(new RevisionStep(Digest, step.Id, instance.Id));
                    break;
                }
            }
        }
    }

    private IEnumerable<string> DoneSoFar()
    {
        foreach (ExecutionStep step in _steps)
        {
            if (IsOnce(step))
            {
                if (_done.TryGetValue(step.Id, out InstanceId where))
                {
                    yield return $"{step.Id} on {where}";
                }

                continue;
            }

            foreach (ObservedInstance instance in _members.Where(i => i.Service == step.Service && HasSucceeded(i, step)))
            {
                yield return $"{step.Id} on {instance.Id}";
            }
        }
    }

    private bool HasSucceeded(ObservedInstance instance, ExecutionStep step) =>
        instance.Digest == Digest || _judge.Judge(instance.Id, step) == StepStanding.Succeeded;

    private bool IsOnceDone(ExecutionStep step) => IsLive || _done.ContainsKey(step.Id);

    /// <summary>True when a step needs not be waited for by others: scripts must have succeeded on every instance of their service that exists.</summary>
    private bool IsDoneEverywhere(ExecutionStep step)
    {
        if (IsOnce(step))
        {
            return IsOnceDone(step);
        }

        // What live runs was executed on live: one instance of cover does not hold back another.
        ObservedInstance[] there = [.. _members.Where(i => i.Service == step.Service)];
        return IsLive || (there.Length > 0 && there.All(i => HasSucceeded(i, step)));
    }

    /// <summary>The first step that has to succeed before another on an instance; null when there is none.</summary>
    private ExecutionStep? Before(ExecutionStep step, ObservedInstance instance)
    {
        foreach (ExecutionStep other in _steps)
        {
            if (string.Equals(other.Id, step.Id, StringComparison.Ordinal))
            {
                break;
            }

            bool isHere = other.Service == step.Service;
            if (!isHere && !step.DependsOn.Contains(other.Id, StringComparer.Ordinal))
            {
                continue;
            }

            bool isDone = !isHere || IsOnce(other) || IsOnce(step) ? IsDoneEverywhere(other) : HasSucceeded(instance, other);
            if (!isDone)
            {
                return other;
            }
        }

        return null;
    }

    private void PlanOnceSteps()
    {
        if (IsLive || _bare.Count == 0 || _input.Rejected == Digest)
        {
            return;
        }

        foreach (ExecutionStep step in _steps.Where(s => IsOnce(s) && !_done.ContainsKey(s.Id)))
        {
            if (Chosen(step) is { } instance && Before(step, instance) is null)
            {
                _taken.Add(instance.Id);
                PlanStep(instance, step);
            }
        }
    }

    /// <summary>Where it was asked for before, as long as that instance is there; else the ordinally first instance to which the revision was delivered.</summary>
    private ObservedInstance? Chosen(ExecutionStep step)
    {
        ObservedInstance[] fit = [.. _members.Where(i => i.Service == step.Service && IsStaged(_input.Reports[i.Id]) && !_taken.Contains(i.Id))];
        PropagationAttempts? newest = _input.Attempts
            .Where(a => a.Kind == PropagationActionKind.RunStep && a.Digest == Digest && string.Equals(a.Step, step.Id, StringComparison.Ordinal))
            .MaxBy(a => a.LastAt);
        return fit.FirstOrDefault(i => i.Id == newest?.Instance) ?? fit.FirstOrDefault();
    }

    /// <summary>Begins the next script of an instance; true when none is left to wait for.</summary>
    private bool PlanScripts(ObservedInstance instance)
    {
        foreach (ExecutionStep step in _steps.Where(s => s.Service == instance.Service && !IsOnce(s)))
        {
            if (_judge.Judge(instance.Id, step) == StepStanding.Succeeded)
            {
                continue;
            }

            if (Before(step, instance) is { } before)
            {
                _waiting[instance.Id] = $"step '{step.Id}' comes after '{before.Id}'";
            }
            else
            {
                PlanStep(instance, step);
            }

            return false;
        }

        // What runs the new revision may need what was executed for it on any service.
        if (_steps.FirstOrDefault(s => IsOnce(s) && !IsOnceDone(s)) is { } open)
        {
            _waiting[instance.Id] = $"step '{open.Id}' has not succeeded yet";
            return false;
        }

        return true;
    }

    private void PlanStep(ObservedInstance instance, ExecutionStep step)
    {
        switch (_judge.Judge(instance.Id, step))
        {
            case StepStanding.Due:
                int made = _judge.Attempts(PropagationActionKind.RunStep, instance.Id, step.Id)?.Keys.Count ?? 0;
                _actions.Add(new PropagationAction(PropagationActionKind.RunStep, instance.Id, _bundle, made + 1, $"step '{step.Id}'") { Step = step });
                break;
            case StepStanding.UnderWay:
                _waiting[instance.Id] = $"step '{step.Id}' is under way";
                break;
            case StepStanding.Failed:
                Fail(instance.Id, _judge.Explain(instance.Id, step));
                break;
            default:
                break;
        }
    }
}
