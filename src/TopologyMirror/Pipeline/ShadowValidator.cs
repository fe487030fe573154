using Microsoft.Extensions.Logging;
using TopologyMirror.Capacity;
using TopologyMirror.Internal;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>
/// Validates shadow instances beside the ticks: each observation picks up what checks have found meanwhile, starts what is due, and is given
/// back with what validation says of every instance. Checks are never awaited but for a bounded while. Used by one tick at a time.
/// </summary>
internal sealed partial class ShadowValidator : IDisposable
{
    /// <summary>The load quantile that an instance is to stand.</summary>
    private const double LoadProbability = 0.99;

    private readonly PipelineParts _parts;
    private readonly ValidationOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<IReadOnlyList<MetricForecast>> _forecasts;
    private readonly IReadOnlyList<ValidationRule> _rules;
    private readonly SortedDictionary<string, IValidationCheck> _checks = new(StringComparer.Ordinal);
    private readonly List<ValidationAttempt> _attempts = [];
    private readonly LoadTestLog _loadTests;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _wake;

    /// <param name="parts">What the pipeline is built of.</param>
    /// <param name="loadTests">Is told when load tests run that the metrics count.</param>
    /// <param name="forecasts">Gives the newest forecasts.</param>
    /// <param name="logger">Where is logged.</param>
    /// <param name="before">What was known before; null for nothing.</param>
    public ShadowValidator(PipelineParts parts, LoadTestLog loadTests, Func<IReadOnlyList<MetricForecast>> forecasts, ILogger logger, ValidationBook? before = null)
    {
        Book = before ?? ValidationBook.Empty;
        _parts = parts;
        _options = parts.Options.Validation;
        _time = parts.Time;
        _logger = logger;
        _forecasts = forecasts;
        _loadTests = loadTests;
        foreach (IValidationCheck check in parts.Checks)
        {
            _checks[check.Name] = check;
        }

        _rules = [.. Looks(_options, parts.Ports.Wiring is not null), .. parts.Checks.Select(c => RuleOf(c, _options))];
    }

    /// <summary>What is known of all validation.</summary>
    public ValidationBook Book { get; private set; }

    /// <summary>Gives what instances are planned to carry now; null for what was given.</summary>
    public Func<IReadOnlyList<ServiceCapacity>>? Capacities { get; set; }

    /// <summary>True while a check runs that has not been picked up.</summary>
    public bool IsBusy => _attempts.Count > 0;

    /// <summary>The time before which no cover of a service is launched, since validation refused its last ones.</summary>
    public SortedDictionary<ServiceName, DateTimeOffset> Holds
    {
        get
        {
            SortedDictionary<ServiceName, DateTimeOffset> holds = [];
            foreach ((ServiceName service, ValidationRefusals refusals) in Book.Refusals)
            {
                holds[service] = RunBackoff.Until(refusals.InARow, refusals.LastAt);
            }

            return holds;
        }
    }

    /// <summary>Forgets every verdict: an operator wants what was refused to be tried again.</summary>
    public void Forget()
    {
        Abandon(static _ => true);
        Book = ValidationBook.Empty;
    }

    /// <summary>Ends every check that runs, without a verdict: instances are about to call live. What is still due starts again later.</summary>
    public void Interrupt()
    {
        foreach (ValidationAttempt attempt in _attempts.FindAll(a => !a.HasEnded))
        {
            Book = Book.Release(attempt.Instance, attempt.Rule);
            Abandon(a => a == attempt);
        }
    }

    /// <summary>Waits until no check runs, at most for a while.</summary>
    /// <param name="atMost">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var wake = new CancellationTokenSource();
        lock (_gate)
        {
            if (_attempts.TrueForAll(a => a.HasEnded))
            {
                return;
            }

            _wake = wake;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(wake.Token, cancellationToken);
        try
        {
            await VirtualDelay.WaitAsync(_time, atMost, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Everything has answered: the rest of the wait is not needed.
        }
        finally
        {
            lock (_gate)
            {
                _wake = null;
            }
        }
    }

    public void Dispose() => Abandon(static _ => true);

    private static IEnumerable<ValidationRule> Looks(ValidationOptions options, bool hasWiring)
    {
        if (options.Health)
        {
            yield return new ValidationRule(HealthCheck.Name, ValidationRule.LookStage, options.Deadline, null);
        }

        if (options.DigestParity)
        {
            yield return new ValidationRule(DigestParityCheck.Name, ValidationRule.LookStage, options.Deadline, null);
        }

        if (options.Wiring && hasWiring)
        {
            yield return new ValidationRule(WiringCheck.Name, ValidationRule.LookStage, options.Deadline, null);
        }
    }

    private static ValidationRule RuleOf(IValidationCheck check, ValidationOptions options) => check is SyntheticLoadCheck
        ? new ValidationRule(check.Name, ValidationRule.LoadStage, check.Deadline, options.SyntheticLoad.ValidFor)
        : new ValidationRule(check.Name, ValidationRule.HostStage, check.Deadline, options.ValidFor);

    /// <summary>Whoever waits for checks is told when none runs any more.</summary>
    private void OnEnded()
    {
        CancellationTokenSource? wake;
        lock (_gate)
        {
            wake = _attempts.TrueForAll(a => a.HasEnded) ? _wake : null;
        }

        // The tick goes on from here, so no lock is held.
        try
        {
            wake?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The wait has ended by itself meanwhile.
        }
    }

    private void Abandon(Predicate<ValidationAttempt> which)
    {
        ValidationAttempt[] abandoned;
        lock (_gate)
        {
            abandoned = [.. _attempts.Where(a => which(a))];
            _attempts.RemoveAll(which);
        }

        foreach (ValidationAttempt attempt in abandoned)
        {
            attempt.Dispose();
            NoteEnd(attempt);
        }
    }
}
