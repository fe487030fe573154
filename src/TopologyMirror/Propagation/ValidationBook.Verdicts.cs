using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

internal sealed partial record ValidationBook
{
    /// <summary>What is said of an instance: passed only while every check holds, refused as soon as one refusal is final.</summary>
    public ValidationVerdict VerdictOf(ObservedInstance instance, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        ConfigDigest digest = instance.Digest ?? default;
        ValidationRecord record = Records.GetValueOrDefault(instance.Id) is { } known && known.Digest == digest
            ? known
            : new ValidationRecord(instance.Service, digest, now);
        return VerdictOf(instance.Id, record, rules, now);
    }

    /// <summary>Says what changed since it was asked last, and counts what was refused in a row.</summary>
    /// <param name="rules">The checks.</param>
    /// <param name="cover">The digest of cover: only refusals of cover are counted, since a refused candidate rejects its revision.</param>
    /// <param name="now">The moment.</param>
    public (ValidationBook Book, IReadOnlyList<ValidationVerdict> Changes) Conclude(IReadOnlyList<ValidationRule> rules, ConfigDigest cover, DateTimeOffset now)
    {
        List<ValidationVerdict>? changes = null;
        ValidationBook book = this;
        foreach ((InstanceId id, ValidationRecord record) in Records)
        {
            ValidationVerdict verdict = VerdictOf(id, record, rules, now);
            if (verdict.Status != record.Told)
            {
                (changes ??= []).Add(verdict);
                book = book with { Records = book.Records.SetItem(id, record with { Told = verdict.Status }) };
            }
        }

        return (book.CountRefusals(changes ?? [], cover, now), changes ?? (IReadOnlyList<ValidationVerdict>)[]);
    }

    private static ValidationVerdict VerdictOf(InstanceId id, ValidationRecord record, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        ValidationVerdict verdict = new(id, record.Service, record.Digest, ValidationStatus.Passed);
        foreach (ValidationRule rule in rules)
        {
            ValidationEntry entry = record.Entry(rule.Name);
            if (entry is { RefusedAt: { } at, Refusal: { } refusal })
            {
                return verdict with { Status = ValidationStatus.Refused, Check = rule.Name, Detail = refusal.Sentence(rule.Name, at) };
            }

            if (verdict.Status == ValidationStatus.Passed && !entry.Holds(rule, now))
            {
                verdict = verdict with
                {
                    Status = ValidationStatus.Pending,
                    Check = rule.Name,
                    Detail = entry.Waits ?? entry.Refusal?.Sentence(rule.Name, now) ?? $"check '{rule.Name}' has not answered yet",
                };
            }
        }

        return verdict;
    }

    private ValidationBook CountRefusals(IReadOnlyList<ValidationVerdict> changes, ConfigDigest cover, DateTimeOffset now)
    {
        var refusals = Refusals.ToBuilder();
        refusals.RemoveRange(Refusals.Where(r => r.Value.Digest != cover).Select(r => r.Key));
        foreach (ValidationVerdict passed in changes.Where(c => c.Status == ValidationStatus.Passed && c.Digest == cover))
        {
            refusals.Remove(passed.Service);
        }

        foreach (ValidationVerdict refused in changes.Where(c => c.Status == ValidationStatus.Refused && c.Digest == cover))
        {
            ValidationRefusals? before = refusals.GetValueOrDefault(refused.Service);
            if (before is null || before.LastAt < now)
            {
                refusals[refused.Service] = new ValidationRefusals(cover, (before?.InARow ?? 0) + 1, now, refused.Detail!);
            }
        }

        return this with { Refusals = refusals.ToImmutable() };
    }
}
