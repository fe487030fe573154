using System.Globalization;

namespace TopologyMirror.Propagation;

/// <summary>
/// Judges how a step stands on an instance. What the instance says counts; a time-out, or an answer that never came, is an unknown result and
/// is asked for again, so often as the options allow. Pure.
/// </summary>
internal sealed class StepJudge(PropagationInput input, ConfigDigest digest)
{
    public PropagationAttempts? Attempts(PropagationActionKind kind, InstanceId instance, string? step)
    {
        foreach (PropagationAttempts attempts in input.Attempts)
        {
            if (attempts.Kind == kind && attempts.Instance == instance && attempts.Digest == digest && string.Equals(attempts.Step, step, StringComparison.Ordinal))
            {
                return attempts;
            }
        }

        return null;
    }

    public StepStanding Judge(InstanceId instance, ExecutionStep step)
    {
        StepReport? report = input.Reports.TryGetValue(instance, out InstanceReport? all) ? all.Find(digest, step.Id) : null;
        if (report?.State == StepState.Succeeded)
        {
            return StepStanding.Succeeded;
        }

        PropagationAttempts? attempts = Attempts(PropagationActionKind.RunStep, instance, step.Id);

        // A report of an attempt that was made before an operator let everything be tried again says nothing of what comes now.
        bool isCurrent = report is not null && attempts?.Keys.Contains(report.Key, StringComparer.Ordinal) == true;
        if (isCurrent && report!.State == StepState.Failed)
        {
            return StepStanding.Failed;
        }

        if (attempts is null)
        {
            bool runs = report?.State == StepState.Running && input.Now < report.StartedAt + step.Timeout + input.CallTimeout;
            return runs ? StepStanding.UnderWay : StepStanding.Due;
        }

        DateTimeOffset until = isCurrent && report!.State == StepState.Running
            ? attempts.LastAt + step.Timeout + input.CallTimeout
            : attempts.LastAt + (isCurrent ? step.Timeout : input.CallTimeout) + input.Options.RetryDelay;
        if (isCurrent && report!.State == StepState.TimedOut && report.EndedAt is { } ended)
        {
            until = ended + input.Options.RetryDelay;
        }

        return input.Now < until ? StepStanding.UnderWay
            : attempts.Keys.Count >= input.Options.StepAttempts ? StepStanding.Failed
            : StepStanding.Due;
    }

    public RevisionRejection Explain(InstanceId instance, ExecutionStep step)
    {
        StepReport? report = input.Reports.TryGetValue(instance, out InstanceReport? all) ? all.Find(digest, step.Id) : null;
        PropagationAttempts? attempts = Attempts(PropagationActionKind.RunStep, instance, step.Id);
        string what = report?.State switch
        {
            StepState.Failed => string.Create(CultureInfo.InvariantCulture, $"failed with exit code {report.ExitCode}"),
            StepState.TimedOut => string.Create(CultureInfo.InvariantCulture, $"took longer than {step.Timeout} in {attempts?.Keys.Count ?? 1} attempts"),
            StepState.Running => string.Create(CultureInfo.InvariantCulture, $"is said to run still after {step.Timeout} in {attempts?.Keys.Count ?? 1} attempts"),
            _ => string.Create(CultureInfo.InvariantCulture, $"was asked for {attempts?.Keys.Count ?? 0} times and never began{(attempts?.Failure is { } f ? $": {f}" : string.Empty)}"),
        };
        return new RevisionRejection
        {
            Digest = digest,
            Reason = $"Step '{step.Id}' on instance '{instance}' {what}.",
            Step = step.Id,
            ExitCode = report?.ExitCode,
            Output = string.IsNullOrEmpty(report?.Output) ? null : OutputRedactor.Tail(report.Output, OutputRedactor.ValuesOf(input.Bundles.GetValueOrDefault(digest)), input.Options.OutputLimit),
        };
    }
}
