using TopologyMirror.Internal;
using TopologyMirror.Propagation;

namespace TopologyMirror.Pipeline;

/// <summary>One call of a check for one instance. Nobody awaits it: it leaves its finding here, and the next look picks it up.</summary>
internal sealed class ValidationAttempt(
    ValidationRule rule, IValidationCheck check, ValidationArguments arguments, ConfigurationBundle? revision, TimeSpan timeLeft, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new(timeLeft, time);
    private volatile ValidationFinding? _finding;
    private volatile bool _ended;

    public ValidationRule Rule => rule;

    public InstanceId Instance => arguments.Instance.Id;

    public ServiceName Service => arguments.Instance.Service;

    public ConfigDigest Digest => arguments.Digest;

    /// <summary>What it found; null while it runs, and when its deadline or its abandonment ended it.</summary>
    public ValidationFinding? Finding => _finding;

    public bool HasEnded => _ended;

    /// <summary>When it ended: an answer that came in time is in time, whenever it is picked up.</summary>
    public DateTimeOffset EndedAt { get; private set; }

    /// <summary>Makes the call. Whatever the check does, this never throws.</summary>
    /// <param name="ended">Told once it has ended, from wherever it ended.</param>
    public async Task RunAsync(Action ended)
    {
        try
        {
            ValidationFinding? finding = await check.CheckAsync(arguments, _source.Token).ConfigureAwait(false);
            _finding = finding is null ? Nonsense("nothing")
                : finding.Instance != Instance ? Nonsense($"about instance '{finding.Instance}'")
                : finding;
        }
        catch (OperationCanceledException) when (_source.IsCancellationRequested)
        {
            // The deadline refuses it; there is nothing that it could add.
        }
        catch (Exception e) when (!e.IsFatal())
        {
            // What it threw may tell what it was given: not what the library knows of the environment.
            string message = OutputRedactor.Redact(e.Message, OutputRedactor.ValuesOf(revision));
            _finding = Refused("its answer", $"an exception ({e.GetType().Name}: {message})", "a finding");
        }
        finally
        {
            EndedAt = time.GetUtcNow();
            _ended = true;
            _source.Dispose();
            ended();
        }
    }

    /// <summary>Nobody waits for it any more. It may go on by itself when it does not listen; what it says is not heard.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        try
        {
            _source.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // A check whose own clean-up throws has been given up already, and one that ended meanwhile needs no end.
        }
    }

    private ValidationFinding Nonsense(string value) => Refused("its answer", value, $"about instance '{Instance}'");

    private ValidationFinding Refused(string measured, string value, string limit)
    {
        DateTimeOffset now = time.GetUtcNow();
        return ValidationFinding.Refused(Instance, measured, value, limit, string.Empty, now, now);
    }
}
