using System.Collections;
using System.Reflection;
using System.Text;

namespace TopologyMirror.Tests.Propagation;

/// <summary>Everything that an object tells through its public properties, and theirs, as text.</summary>
internal static class EverythingIn
{
    private const int Deepest = 12;

    public static string Object(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, Deepest);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        if (value is null || depth == 0)
        {
            return;
        }

        text.AppendLine(value.ToString());
        if (value is IEnumerable items and not string)
        {
            foreach (object? item in items)
            {
                Append(text, item, depth - 1);
            }

            return;
        }

        Type type = value.GetType();
        bool isPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        if (isPair || type.Namespace?.StartsWith(nameof(TopologyMirror), StringComparison.Ordinal) == true)
        {
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            {
                Append(text, property.GetValue(value), depth - 1);
            }
        }
    }
}
