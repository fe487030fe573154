using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace TopologyMirror.Storage.Postgres;

/// <summary>Validates <see cref="PostgresStoreOptions"/>.</summary>
public sealed partial class PostgresStoreOptionsValidator : IValidateOptions<PostgresStoreOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PostgresStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> faults = [];
        if (options.Schema is null || !SchemaName().IsMatch(options.Schema))
        {
            faults.Add($"PostgresStoreOptions.Schema ('{options.Schema}') must be 1 to 63 lower-case letters, digits and '_', beginning with a letter.");
        }

        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(10))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"PostgresStoreOptions.CommandTimeout ({options.CommandTimeout}) must be between 00:00:01 and 00:10:00."));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaName();
}
