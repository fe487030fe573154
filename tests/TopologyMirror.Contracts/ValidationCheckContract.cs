using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IValidationCheck"/> must do.</summary>
public static class ValidationCheckContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    public static ContractSuite For(FixtureScope<IValidationCheckFixture> scope) =>
        new SuiteBuilder<IValidationCheckFixture>(nameof(IValidationCheck), scope)
            .Add(Name_AskedTwice_IsTheSameAndNotEmpty)
            .Add(Deadline_AskedTwice_IsTheSameAndLongerThanZero)
            .Add(CheckAsync_FitInstance_PassesInTime)
            .Add(CheckAsync_UnfitInstance_IsRefusedWithValueAndLimit)
            .Add(CheckAsync_AskedAgain_SaysTheSame)
            .Add(CheckAsync_SeveralAtOnce_AnswersEachAboutItself)
            .Add(CheckAsync_CancelledBefore_AnswersNothingOrTheTruth)
            .Build();

    private static Task Name_AskedTwice_IsTheSameAndNotEmpty(IValidationCheckFixture f, CancellationToken token)
    {
        Expect.That(!string.IsNullOrWhiteSpace(f.Check.Name), "Its name is empty.");
        Expect.Equal(f.Check.Name, f.Check.Name);
        return Task.CompletedTask;
    }

    private static Task Deadline_AskedTwice_IsTheSameAndLongerThanZero(IValidationCheckFixture f, CancellationToken token)
    {
        Expect.That(f.Check.Deadline > TimeSpan.Zero, $"Its deadline is {f.Check.Deadline}.");
        Expect.Equal(f.Check.Deadline, f.Check.Deadline);
        return Task.CompletedTask;
    }

    private static async Task CheckAsync_FitInstance_PassesInTime(IValidationCheckFixture f, CancellationToken token)
    {
        DateTimeOffset began = f.Time.GetUtcNow();
        Passes(f.Fit[0], await f.Check.CheckAsync(f.Fit[0], token));
        TimeSpan took = f.Time.GetUtcNow() - began;
        Expect.That(took < f.Check.Deadline, $"It took {took}, and its deadline is {f.Check.Deadline}.");
    }

    private static async Task CheckAsync_UnfitInstance_IsRefusedWithValueAndLimit(IValidationCheckFixture f, CancellationToken token) =>
        Refuses(f.Unfit, await f.Check.CheckAsync(f.Unfit, token));

    private static async Task CheckAsync_AskedAgain_SaysTheSame(IValidationCheckFixture f, CancellationToken token)
    {
        Passes(f.Fit[0], await f.Check.CheckAsync(f.Fit[0], token));
        Refuses(f.Unfit, await f.Check.CheckAsync(f.Unfit, token));
        Passes(f.Fit[0], await f.Check.CheckAsync(f.Fit[0], token));
    }

    private static async Task CheckAsync_SeveralAtOnce_AnswersEachAboutItself(IValidationCheckFixture f, CancellationToken token)
    {
        Task<ValidationFinding> first = f.Check.CheckAsync(f.Fit[0], token).AsTask();
        Task<ValidationFinding> unfit = f.Check.CheckAsync(f.Unfit, token).AsTask();
        Task<ValidationFinding> second = f.Check.CheckAsync(f.Fit[1], token).AsTask();
        ValidationFinding[] findings = await Task.WhenAll(first, unfit, second);
        Passes(f.Fit[0], findings[0]);
        Refuses(f.Unfit, findings[1]);
        Passes(f.Fit[1], findings[2]);
    }

    private static async Task CheckAsync_CancelledBefore_AnswersNothingOrTheTruth(IValidationCheckFixture f, CancellationToken token)
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        ValidationFinding finding;
        try
        {
            finding = await f.Check.CheckAsync(f.Unfit, cancelled.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Expect.That(!finding.IsPassed, $"Cancelled, it passed instance '{f.Unfit.Instance.Id}', which is not fit.");
    }

    private static void Passes(ValidationArguments arguments, ValidationFinding? finding)
    {
        About(arguments, finding);
        Expect.That(finding!.IsPassed, $"A fit instance was refused: {finding.Sentence("it", arguments.ObservedAt)}");
    }

    private static void Refuses(ValidationArguments arguments, ValidationFinding? finding)
    {
        About(arguments, finding);
        Expect.That(!finding!.IsPassed, $"Instance '{arguments.Instance.Id}' is not fit and was passed.");
        Expect.That(finding is { Measured.Length: > 0, Value.Length: > 0, Limit.Length: > 0 }, "A refusal says what was measured, its value and its limit.");
    }

    private static void About(ValidationArguments arguments, ValidationFinding? finding) =>
        Expect.That(
            finding?.Instance == arguments.Instance.Id,
            $"It was asked about instance '{arguments.Instance.Id}' and answered {(finding is null ? "nothing" : $"about '{finding.Instance}'")}.");
}
