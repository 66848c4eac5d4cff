"""The dates of programs that speak Nordic, Slavic and other languages.

pt_long   terça-feira, 1 de dezembro de 2026 09:00
ru_long   1 декабря 2026 г. 9:00
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

_WEEK: Final = {
    language: tuple(days.split())
    for language, days in {
        "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
        "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        "fi": "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
        "hu": "hétfő kedd szerda csütörtök péntek szombat vasárnap",
        "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
        "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
        "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    }.items()
}
_MONTH: Final = {
    language: tuple(months.split())
    for language, months in {
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro"
        " novembro dezembro",
        "sv": "januari februari mars april maj juni juli augusti september oktober"
        " november december",
        "da": "januar februar marts april maj juni juli august september oktober"
        " november december",
        "no": "januar februar mars april mai juni juli august september oktober"
        " november desember",
        "nl": "januari februari maart april mei juni juli augustus september oktober"
        " november december",
        "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta"
        " elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
        "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września"
        " października listopada grudnia",
        "cs": "ledna února března dubna května června července srpna září října listopadu"
        " prosince",
        "hu": "január február március április május június július augusztus szeptember"
        " október november december",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября"
        " декабря",
        "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня"
        " листопада грудня",
        "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November"
        " Dezember",
    }.items()
}


def more_dates(when: datetime) -> dict[str, str]:
    """Write one moment in the ways of these languages."""
    week = {language: days[when.weekday()] for language, days in _WEEK.items()}
    month = {language: names[when.month - 1] for language, names in _MONTH.items()}
    y, d = when.year, when.day
    clock, short = f"{when:%H:%M}", f"{when.hour}:{when:%M}"
    return {
        "pt_long": f"{week['pt']}, {d} de {month['pt']} de {y} {clock}",
        "sv_long": f"den {d} {month['sv']} {y} {clock}",
        "sv_apple": f"{d} {month['sv']} {y} {when:%H:%M:%S} CET",
        "da_long": f"{week['da']} den {d}. {month['da']} {y} {clock}",
        "no_long": f"{week['da']} {d}. {month['no']} {y} {clock}",
        "nl_apple": f"{d} {month['nl']} {y} om {when:%H:%M:%S} CET",
        "fi_long": f"{week['fi']} {d}. {month['fi']} {y} {when.hour}.{when:%M}",
        "pl_long": f"{week['pl']}, {d} {month['pl']} {y} {clock}",
        "cs_long": f"{week['cs']} {d}. {month['cs']} {y} {short}",
        "hu_long": f"{y}. {month['hu']} {d}., {week['hu']} {short}",
        "ru_long": f"{week['ru']}, {d} {month['ru']} {y} г. {short}",
        "uk_long": f"{d} {month['uk']} {y} р. {short}",
        "tr_long": f"{d} {month['tr']} {y} {week['tr']} {clock}",
        "de_macat": f"{week['de']}, {d}. {month['de']} {y} um {clock}",
        "de_yahoo": f"{week['de']}, {d}. {month['de']} {y} um {when:%H:%M:%S} MEZ",
    }
