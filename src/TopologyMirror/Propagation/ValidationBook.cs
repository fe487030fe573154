using System.Collections.Immutable;
using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>
/// What is known of the validation of shadow instances: a pure fold of observations and findings, bound to instance and digest. Soft state:
/// a controller that starts anew validates anew. Immutable.
/// </summary>
internal sealed partial record ValidationBook
{
    public static ValidationBook Empty { get; } = new();

    public ImmutableSortedDictionary<InstanceId, ValidationRecord> Records { get; init; } = ImmutableSortedDictionary<InstanceId, ValidationRecord>.Empty;

    /// <summary>Refused cover per service, while none has passed since.</summary>
    public ImmutableSortedDictionary<ServiceName, ValidationRefusals> Refusals { get; init; } = ImmutableSortedDictionary<ServiceName, ValidationRefusals>.Empty;

    /// <summary>Takes in who is to be validated: ready shadow instances with a digest. Others are forgotten, and so is what was said of another digest.</summary>
    /// <param name="subjects">The instances.</param>
    /// <param name="kept">Instances that are not validated now, of which what is known is kept.</param>
    /// <param name="observedAt">When they were observed.</param>
    public ValidationBook See(IReadOnlyList<ObservedInstance> subjects, IReadOnlySet<InstanceId> kept, DateTimeOffset observedAt)
    {
        var records = ImmutableSortedDictionary.CreateBuilder<InstanceId, ValidationRecord>();
        foreach (ObservedInstance instance in subjects)
        {
            ConfigDigest digest = instance.Digest!.Value;
            records[instance.Id] = Records.GetValueOrDefault(instance.Id) is { } known && known.Digest == digest
                ? known
                : new ValidationRecord(instance.Service, digest, observedAt);
        }

        foreach (InstanceId id in kept)
        {
            if (Records.TryGetValue(id, out ValidationRecord? known))
            {
                records.TryAdd(id, known);
            }
        }

        return this with { Records = records.ToImmutable() };
    }

    /// <summary>True when a check has to be made: it is due, and everything before it holds.</summary>
    public bool IsDue(InstanceId instance, ValidationRule rule, IReadOnlyList<ValidationRule> rules, DateTimeOffset now) =>
        Records.TryGetValue(instance, out ValidationRecord? record)
        && !record.Entries.Values.Any(e => e.RefusedAt is not null)
        && record.Entry(rule.Name).IsDue(rule, now)
        && Reached(record, rule.Stage, rules, now);

    /// <summary>True when all checks of lower stages hold.</summary>
    public bool Reaches(InstanceId instance, ConfigDigest digest, int stage, IReadOnlyList<ValidationRule> rules, DateTimeOffset now) =>
        Records.TryGetValue(instance, out ValidationRecord? record) && record.Digest == digest && Reached(record, stage, rules, now);

    /// <summary>A check is being made: its deadline runs.</summary>
    public ValidationBook Begin(InstanceId instance, ValidationRule rule, DateTimeOffset now) =>
        Change(instance, rule, e => e with { Since = e.Since ?? now, Waits = null });

    /// <summary>A check is no longer being made, and nobody knows what it would have said.</summary>
    public ValidationBook Release(InstanceId instance, ValidationRule rule) => Change(instance, rule, e => e with { Since = null });

    /// <summary>A check waits for something that is no fault of the instance: no deadline runs, and no pass holds.</summary>
    public ValidationBook Hold(InstanceId instance, ValidationRule rule, string reason) =>
        Change(instance, rule, e => e with { Since = null, PassedAt = null, Waits = reason });

    /// <summary>Takes in what a check found.</summary>
    public ValidationBook Settle(InstanceId instance, ValidationRule rule, ValidationFinding finding, TimeSpan retryDelay, DateTimeOffset now) =>
        Change(instance, rule, e => Settled(e, rule, finding, retryDelay, now));

    /// <summary>What has not passed by its deadline is refused for good.</summary>
    public ValidationBook Expire(IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        ValidationBook book = this;
        foreach ((InstanceId id, ValidationRecord record) in Records)
        {
            foreach (ValidationRule rule in rules)
            {
                ValidationEntry entry = record.Entry(rule.Name);
                if (entry is { RefusedAt: null, Since: { } since } && now - since >= rule.Deadline)
                {
                    ValidationFinding refusal = entry.Refusal ?? ValidationFinding.Refused(
                        id, "time without an answer", (now - since).TotalSeconds, rule.Deadline.TotalSeconds, "s", since, earliest: null);
                    book = book.Change(id, rule, e => e with { RefusedAt = now, Refusal = refusal });
                }
            }
        }

        return book;
    }

    private static bool Reached(ValidationRecord record, int stage, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        foreach (ValidationRule rule in rules)
        {
            if (rule.Stage < stage && !record.Entry(rule.Name).Holds(rule, now))
            {
                return false;
            }
        }

        return true;
    }

    private static ValidationEntry Settled(
        ValidationEntry entry, ValidationRule rule, ValidationFinding finding, TimeSpan retryDelay, DateTimeOffset now)
    {
        DateTimeOffset since = entry.Since ?? now;
        if (finding.IsPassed && (rule.IsLook || now - since < rule.Deadline))
        {
            // A look that passes at every observation changes nothing: when it first passed is enough to know.
            return new ValidationEntry { PassedAt = rule.IsLook && entry.Holds(rule, now) ? entry.PassedAt : now };
        }

        ValidationFinding refusal = !finding.IsPassed ? finding : ValidationFinding.Refused(
            finding.Instance, "time until it passed", (now - since).TotalSeconds, rule.Deadline.TotalSeconds, "s", now, earliest: null);
        bool isFinal = refusal.Earliest is null || now - since >= rule.Deadline;
        DateTimeOffset again = now + retryDelay;
        return entry with
        {
            Since = since,
            PassedAt = rule.IsLook ? null : entry.PassedAt,
            Refusal = refusal,
            RefusedAt = entry.RefusedAt ?? (isFinal ? now : null),
            NotBefore = refusal.Earliest > again ? refusal.Earliest.Value : again,
            Waits = null,
        };
    }

    private ValidationBook Change(InstanceId instance, ValidationRule rule, Func<ValidationEntry, ValidationEntry> change)
    {
        if (!Records.TryGetValue(instance, out ValidationRecord? record))
        {
            return this;
        }

        ValidationEntry before = record.Entry(rule.Name);
        ValidationEntry after = change(before);
        return before == after ? this : this with { Records = Records.SetItem(instance, record.With(rule.Name, after)) };
    }
}
