using System.Collections.Generic;
using System.Globalization;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Names told apart by numbers.</summary>
internal static class DistinctNames
{
    /// <summary>The name, or the first of <c>name2</c>, <c>name3</c>, … that is not taken; it is now.</summary>
    public static string Add(HashSet<string> taken, string name)
    {
        string stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        string distinct = name;
        for (int i = 2; !taken.Add(distinct); i++)
        {
            distinct = (stem.Length == 0 ? name : stem) + i.ToString(CultureInfo.InvariantCulture);
        }

        return distinct;
    }
}
