using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>The cases of targets that execute steps.</summary>
public static partial class ConfigurationTargetContract
{
    private const int Enough = 10_000;

    private static async Task RunStepAsync_Succeeding_ReportsKeyAndEnd(IConfigurationFixture f, CancellationToken token)
    {
        StepReport report = await ExecuteAsync(f, ContractSteps.Succeeds, StepState.Succeeded, Enough, token);
        Expect.Equal(Effects.Key(f, 11).ToString(), report.Key);
        Expect.Equal(0, report.ExitCode);
        Expect.That(report.EndedAt >= report.StartedAt, "The step ended before it began.");
    }

    private static async Task RunStepAsync_Failing_ReportsItsExitCode(IConfigurationFixture f, CancellationToken token) =>
        Expect.Equal(ContractSteps.FailingExitCode, (await ExecuteAsync(f, ContractSteps.Fails, StepState.Failed, Enough, token)).ExitCode);

    private static async Task RunStepAsync_Hanging_IsEndedAtTheInstance(IConfigurationFixture f, CancellationToken token) =>
        Expect.Equal(null, (await ExecuteAsync(f, ContractSteps.Hangs, StepState.TimedOut, Enough, token)).ExitCode);

    private static async Task RunStepAsync_SameKey_ExecutesOnce(IConfigurationFixture f, CancellationToken token)
    {
        StepReport first = await ExecuteAsync(f, ContractSteps.Succeeds, StepState.Succeeded, Enough, token);
        await f.Target.RunStepAsync(Execution(f, 11, ContractSteps.Succeeds, Enough), token);
        await f.PassTimeAsync(TimeSpan.FromMinutes(1), token);
        Expect.Equal(first.StartedAt, (await StepAsync(f, ContractSteps.Succeeds, token))?.StartedAt);
    }

    private static async Task RunStepAsync_OtherKeyWhileItRuns_IsTheSameExecution(IConfigurationFixture f, CancellationToken token)
    {
        await DeliverAsync(f, token);
        await f.Target.RunStepAsync(Execution(f, 11, ContractSteps.Hangs, Enough), token);
        StepReport? first = await StepAsync(f, ContractSteps.Hangs, token);
        Expect.Equal(StepState.Running, first?.State);
        await f.Target.RunStepAsync(Execution(f, 12, ContractSteps.Hangs, Enough), token);
        Expect.Equal(first!.StartedAt, (await StepAsync(f, ContractSteps.Hangs, token))?.StartedAt);
    }

    private static async Task RunStepAsync_OtherKeyAfterItsEnd_ExecutesAgain(IConfigurationFixture f, CancellationToken token)
    {
        await ExecuteAsync(f, ContractSteps.Fails, StepState.Failed, Enough, token);
        await f.Target.RunStepAsync(Execution(f, 12, ContractSteps.Fails, Enough), token);
        await Expect.EventuallyAsync(
            f,
            async () => await StepAsync(f, ContractSteps.Fails, token) is { State: StepState.Failed } again && again.Key == Effects.Key(f, 12).ToString(),
            "The second attempt is reported",
            token);
    }

    private static async Task RunStepAsync_Secret_IsRedacted(IConfigurationFixture f, CancellationToken token)
    {
        StepReport report = await ExecuteAsync(f, ContractSteps.Tells, StepState.Succeeded, Enough, token);
        Expect.That(report.Output.Length > 0, "The step printed nothing.");
        Expect.That(!report.Output.Contains(f.SecretValue, StringComparison.Ordinal), "The output of the step holds the value of a secret.");
    }

    private static async Task RunStepAsync_LongOutput_KeepsItsEnd(IConfigurationFixture f, CancellationToken token)
    {
        string output = (await ExecuteAsync(f, ContractSteps.Succeeds, StepState.Succeeded, 5, token)).Output;
        Expect.Equal(5, output.Length);
    }

    private static async Task<StepReport> ExecuteAsync(IConfigurationFixture f, string step, StepState end, int outputLimit, CancellationToken token)
    {
        await DeliverAsync(f, token);
        await f.Target.RunStepAsync(Execution(f, 11, step, outputLimit), token);
        Expect.That(await StepAsync(f, step, token) is not null, "A step that was accepted is not reported.");
        await Expect.EventuallyAsync(f, async () => await StepAsync(f, step, token) is { } report && report.State == end, $"The step '{step}' is {end}", token);
        return (await StepAsync(f, step, token))!;
    }

    private static async ValueTask<StepReport?> StepAsync(IConfigurationFixture f, string step, CancellationToken token) =>
        (await ReportAsync(f, token)).Find(f.Revision.Bundle.Digest, step);

    private static RunStepArguments Execution(IConfigurationFixture f, int number, string step, int outputLimit) => new(
        Effects.Key(f, number), Effects.Current, f.Bare, f.Revision.Bundle.Digest, f.Revision.Bundle.Steps.Single(s => s.Id == step), outputLimit);
}
