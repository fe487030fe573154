using System.Security.Cryptography;
using System.Text.Json;

namespace TopologyMirror.Promotion;

/// <summary>
/// One decision with everything that it depends on: what was known, how the policy was set, what was remembered, and what came of it.
/// A decision is a function of its recorded inputs, so that it can be made again and explained at any time. Immutable and thread-safe.
/// </summary>
public sealed class DecisionRecord
{
    /// <summary>The version that is written. Records of all earlier ones are read.</summary>
    public const int CurrentVersion = 1;

    private readonly PromotionOptions _options;
    private readonly string? _fault;

    private DecisionRecord(
        int version, PromotionInput input, PromotionOutlook outlook, PromotionOptions options, PromotionDecision decision, PromotionMemory memory, string? fault)
    {
        Version = version;
        Input = input;
        Outlook = outlook;
        _options = options;
        Decision = decision;
        Memory = memory;
        _fault = fault;
    }

    /// <summary>Version of the form that it was read from, or is written in.</summary>
    public int Version { get; }

    /// <summary>
    /// What was decided on, without the courses of load that its plan was read with, and without the plan of a release's new side. Weekly floors of a record that was read are the periods
    /// of the days after the decision.
    /// </summary>
    public PromotionInput Input { get; }

    /// <summary>What was read off the plan: what the decision is a function of, beside the rest of its input.</summary>
    public PromotionOutlook Outlook { get; }

    /// <summary>How the policy was set; a copy.</summary>
    public PromotionOptions Options => _options.Copy();

    /// <summary>What was decided.</summary>
    public PromotionDecision Decision { get; }

    /// <summary>What was passed to the next decision.</summary>
    public PromotionMemory Memory { get; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset At => Decision.At;

    /// <summary>Records a decision.</summary>
    /// <param name="input">What it was made on.</param>
    /// <param name="outlook">What was read off its plan.</param>
    /// <param name="options">How the policy was set.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="memory">What it passes to the next.</param>
    public static DecisionRecord Of(
        PromotionInput input, PromotionOutlook outlook, PromotionOptions options, PromotionDecision decision, PromotionMemory memory)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(memory);

        // Courses are many, and their memory is used again.
        PromotionInput kept = input with { Plan = input.Plan.WithoutPaths(), ReleasePlan = null };
        return new DecisionRecord(CurrentVersion, kept, outlook, options.Copy(), decision, memory, fault: null);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="InvalidDecisionRecordException">The text is no record, or is one of a later version.</exception>
    public static DecisionRecord Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            DecisionForm form = JsonSerializer.Deserialize(json, DecisionForms.Default.DecisionForm)
                ?? throw new InvalidDecisionRecordException("is null");
            if (form.Version is < 1 or > CurrentVersion)
            {
                throw new InvalidDecisionRecordException($"is of version {form.Version}; versions 1 to {CurrentVersion} can be read");
            }

            if (form is not { Input: not null, Outlook.Services: not null, Options: not null, Outcome: { Decision: not null, Memory: not null } })
            {
                throw new InvalidDecisionRecordException("has no input, no outlook, no options or no outcome");
            }

            string checksum = ChecksumOf(form);
            string? fault = string.Equals(form.Checksum, checksum, StringComparison.Ordinal)
                ? null
                : $"checksum is {form.Checksum ?? "nothing"} in the record and {checksum} by its content: it is not as it was written.";
            return new DecisionRecord(form.Version, form.Input.Read(), form.Outlook, form.Options, form.Outcome.Decision, form.Outcome.Memory.Read(), fault);
        }
        catch (Exception e) when (e is JsonException or InvalidNameException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDecisionRecordException($"cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>The record as compact JSON; the same record gives the same text.</summary>
    public string ToJson()
    {
        DecisionForm form = Form();
        return JsonSerializer.Serialize(form with { Checksum = ChecksumOf(form) }, DecisionForms.Default.DecisionForm);
    }

    /// <summary>Decides again on what was recorded.</summary>
    /// <returns>What comes now, and what differs from the record.</returns>
    public DecisionReplay Replay()
    {
        (PromotionDecision decision, PromotionMemory memory) = new PromotionPolicy(_options).Decide(Input, Outlook);
        IEnumerable<string> differences = FormDifferences.Between(
            "outcome",
            JsonSerializer.SerializeToNode(new DecisionOutcomeForm(Decision, PromotionMemoryForm.Of(Memory)), DecisionForms.Default.DecisionOutcomeForm),
            JsonSerializer.SerializeToNode(new DecisionOutcomeForm(decision, PromotionMemoryForm.Of(memory)), DecisionForms.Default.DecisionOutcomeForm));
        return new DecisionReplay(decision, memory, _fault is null ? [.. differences] : [_fault, .. differences]);
    }

    /// <summary>True when nothing new is said by this decision after the one before: both hold, for the same reasons.</summary>
    /// <param name="before">The decision before; null when there was none.</param>
    internal bool Repeats(PromotionDecision? before) =>
        before is { Kind: PromotionKind.Hold } && Decision.Kind == PromotionKind.Hold
        && before.Reasons.Select(static r => (r.Service, r.Code)).SequenceEqual(Decision.Reasons.Select(static r => (r.Service, r.Code)));

    private static string ChecksumOf(DecisionForm form) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form with { Checksum = null }, DecisionForms.Default.DecisionForm)));

    private DecisionForm Form() => new(
        CurrentVersion, PromotionInputForm.Of(Input), Outlook, _options, new DecisionOutcomeForm(Decision, PromotionMemoryForm.Of(Memory)));
}
