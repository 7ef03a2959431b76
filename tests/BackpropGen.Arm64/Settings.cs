using System.Collections.Generic;
using Xunit.Abstractions;

namespace BackpropGen.Arm64;

/// <summary>xunit's settings: what nobody set has its default.</summary>
internal sealed class Settings : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) && value is TValue known ? known : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
