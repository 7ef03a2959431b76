using System;
using System.Globalization;

namespace BackpropGen.Tests;

/// <summary>Runs the rest of a test in another language: with a decimal comma (de-DE), with U+2212 as minus (fi-FI).</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name) => CultureInfo.CurrentCulture = new CultureInfo(name);

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
