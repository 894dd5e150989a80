import BreakoutModel
import BreakoutReports
import Testing

/// What `Conference` looks like: read these as a secretary would before changing them.
@Suite("whole screens")
struct ScreenTests {
    @Test("the screen of assign, in English")
    func assignEnglish() throws {
        #expect(
            try Conference().assign(TextStyle(language: .english)) == """
                Netwerkdag · Wednesday 4 February 2026
                8 people, 5 sessions, 2 rounds

                ✔ Proven: no allocation is better.
                  Better means: fewest people with the largest disappointment, then with the
                  next largest, ...; then most first choices; then the draw (seed 1).

                ROUND 1  12:00–13:00
                  1.1  Lobbyagenda Zorg en Veiligheid   Grote zaal  █████████████  3/3  full
                  1.2  Samenwerken aan het woongeluk…   Foyer       █████████████  4/4  full
                  Of 5 who chose: 3 (60%) 1st choice, 1 (20%) 2nd, 1 (20%) not on their list.
                  Besides: 1 on duty, 1 without a preference and 1 absent.

                ROUND 2  14:15–15:15
                  2.1  Binnensteden                     Foyer       █████████████  2/2  full
                  2.2  Special sociaal                  Studio 1    █████████████  3/3  full
                  2.3  Themagroep Veiligheid                                         2  no limit
                  Of 7 who chose: 5 (71%) 1st choice, 1 (14%) 2nd, 1 (14%) not on their list.
                  Besides: 1 excused (must be elsewhere).

                BOTH ROUNDS TOGETHER  disappointment: 2nd choice = 1, 3rd = 2, ...
                  4 of 7 people (57%) received everything they put first; nobody has more than
                  2.
                    0  ████████████████████████████████  4  57%
                    1  ████████████████                  2  29%
                    2  ████████                          1  14%

                WHO LOST OUT MOST
                  Daan (Breda) · disappointment 2
                    1.2: 2nd choice (full: 1.1); 2.3: not on their list (full: 2.1)
                  Carla (Zwolle) · disappointment 1
                    2.2: 2nd choice (full: 2.1)
                  Els (Zwolle) · disappointment 1
                    1.2: not on their list (full: 1.1)

                FAIRNESS
                  1 person missed their first choice in both rounds.

                WARNINGS
                  warning: the board meeting takes 1 person out of round 2
                      → end it at 14:00

                PROOF
                  2 of 2 stages proven; recomputed and approved by the independent verifier.

                FILES  dag/runs/001
                  report.html       open in a browser: to look at and to print
                  allocation.csv    open in Excel: everybody's sessions
                  calendar/         invitations for calendars
                  for the record    extra.txt

                WHAT NEXT
                  Check once more          breakouts verify dag
                  Explain it to people     breakouts explain dag
                  What each rule costs     breakouts what-if dag
                """)
    }

    @Test("the screen of check, in English")
    func checkEnglish() throws {
        #expect(
            try Conference().check(TextStyle(language: .english)) == """
                Netwerkdag · Wednesday 4 February 2026
                8 people, 5 sessions, 2 rounds

                This is how the event was understood. Nothing has been allocated or changed.

                FILES
                  attendees.csv  10 rows: 8 used, 1 superseded by a later one, 1 blank · UTF-8
                                 with BOM, separated by semicolons · rankings: choice columns

                SETTINGS
                  objective fair · seed of the draw 1 · 0 minutes to change rooms · nobody may
                  come late · no maximum per organisation

                THE DAY
                  12:00–13:00  Round 1: 2 sessions
                  13:30–14:15  ABV Algemene bestuursvergadering: Raadszaal; required for
                               bestuurslid (1 person)
                  14:15–15:15  Round 2: 3 sessions

                ROUND 1  12:00–13:00
                  5 choose, 1 on duty, 1 without a preference, 1 absent
                  7 seats for 7 people, 0 to spare
                                                            seats  min  duty  1st choices
                  1.1  Lobbyagenda Zorg en Ve…  Grote zaal      3             ████████▒▒▒▒▒  5/3
                  1.2  Samenwerken aan het wo…  Foyer           4    2     1  ░░░░░░░░       0/3

                ROUND 2  14:15–15:15
                  7 choose, 1 excused (must be elsewhere)
                  7 people to place; seats without limit
                                                            seats  min  duty  1st choices
                  2.1  Binnensteden             Foyer           2             ███████▒▒▒▒▒▒  4/2
                  2.2  Special sociaal          Studio 1        3             ███████░░░     2/3
                  2.3  Themagroep Veiligheid                    –             ███              1
                  2.1: open to wethouder only
                  2.2: may be cancelled; topic sociaal

                  █ first choice with a seat · ▒ first choice without a seat · ░ seat left

                WHO MUST BE WHERE
                  1.2  chair: Femke
                  2.3  not: Anna
                  ABV  required for bestuurslid (1 person)
                  Together (collega's): Anna; Bram

                WHAT TO KNOW  1 warning and 1 note
                  warning: the board meeting takes 1 person out of round 2
                      → end it at 14:00
                  attendees.csv:1:3: note: read as it is

                WHAT NEXT
                  Make the allocation         breakouts assign dag
                """)
    }

    @Test("the screen of assign, in Dutch")
    func assignDutch() throws {
        #expect(
            try Conference().assign(TextStyle(language: .dutch)) == """
                Netwerkdag · woensdag 4 februari 2026
                8 deelnemers, 5 deelsessies, 2 rondes

                ✔ Bewezen: geen indeling is beter.
                  Beter betekent: zo min mogelijk deelnemers met de grootste teleurstelling, dan
                  met de op een na grootste, ...; daarna zo veel mogelijk eerste voorkeuren;
                  daarna de loting (startgetal 1).

                RONDE 1  12.00–13.00 uur
                  1.1  Lobbyagenda Zorg en Veiligh…  Grote zaal  █████████████  3/3  vol
                  1.2  Samenwerken aan het woongel…  Foyer       █████████████  4/4  vol
                  Van de 5 die kozen: 3 (60%) 1e voorkeur, 1 (20%) 2e, 1 (20%) niet op de lijst.
                  Verder: 1 met een taak, 1 zonder voorkeur en 1 afwezig.

                RONDE 2  14.15–15.15 uur
                  2.1  Binnensteden                  Foyer       █████████████  2/2  vol
                  2.2  Special sociaal               Studio 1    █████████████  3/3  vol
                  2.3  Themagroep Veiligheid                                      2  geen limiet
                  Van de 7 die kozen: 5 (71%) 1e voorkeur, 1 (14%) 2e, 1 (14%) niet op de lijst.
                  Verder: 1 vrijgesteld door een verplichting elders.

                BEIDE RONDES SAMEN  teleurstelling: 2e voorkeur = 1, 3e = 2, ...
                  4 van de 7 deelnemers (57%) kregen overal de eerste voorkeur; niemand heeft
                  meer dan 2.
                    0  ████████████████████████████████  4  57%
                    1  ████████████████                  2  29%
                    2  ████████                          1  14%

                WIE HET MEEST INLEVERDE
                  Daan (Breda) · teleurstelling 2
                    1.2: 2e voorkeur (vol: 1.1); 2.3: niet op de lijst (vol: 2.1)
                  Carla (Zwolle) · teleurstelling 1
                    2.2: 2e voorkeur (vol: 2.1)
                  Els (Zwolle) · teleurstelling 1
                    1.2: niet op de lijst (vol: 1.1)

                EERLIJKHEID
                  1 deelnemer liep in beide rondes de eerste voorkeur mis.

                WAARSCHUWINGEN
                  waarschuwing: de bestuursvergadering houdt 1 deelnemer uit ronde 2
                      → end it at 14:00

                BEWIJS
                  2 van de 2 stappen bewezen; nagerekend en akkoord volgens de onafhankelijke
                  controle.

                BESTANDEN  dag/runs/001
                  report.html       open in een browser: om te bekijken en af te drukken
                  allocation.csv    open in Excel: de hele indeling
                  calendar/         uitnodigingen voor agenda's
                  voor het dossier  extra.txt

                HOE VERDER
                  Nog eens controleren     breakouts verify dag
                  Leg het mensen uit       breakouts explain dag
                  Wat elke regel kost      breakouts what-if dag
                """)
    }

    @Test("the screen of check, in Dutch")
    func checkDutch() throws {
        #expect(
            try Conference().check(TextStyle(language: .dutch)) == """
                Netwerkdag · woensdag 4 februari 2026
                8 deelnemers, 5 deelsessies, 2 rondes

                Zo is het evenement begrepen. Er is niets ingedeeld of veranderd.

                BESTANDEN
                  attendees.csv  10 rijen: 8 gebruikt, 1 vervangen door een latere, 1 leeg ·
                                 UTF-8 met BOM, gescheiden door puntkomma's · voorkeuren: een
                                 kolom per keuze

                INSTELLINGEN
                  doel eerlijk (fair) · startgetal van de loting 1 · 0 minuten wisseltijd tussen
                  zalen · niemand mag later binnenkomen · geen maximum per organisatie

                DE DAG
                  12.00–13.00 uur  Ronde 1: 2 deelsessies
                  13.30–14.15 uur  ABV Algemene bestuursvergadering: Raadszaal; verplicht voor
                                   bestuurslid (1 deelnemer)
                  14.15–15.15 uur  Ronde 2: 3 deelsessies

                RONDE 1  12.00–13.00 uur
                  5 kiezen, 1 met een taak, 1 zonder voorkeur, 1 afwezig
                  7 plaatsen voor 7 deelnemers, 0 over
                                                           plaats  min  taak  1e voorkeur
                  1.1  Lobbyagenda Zorg en V…  Grote zaal       3             ████████▒▒▒▒▒  5/3
                  1.2  Samenwerken aan het w…  Foyer            4    2     1  ░░░░░░░░       0/3

                RONDE 2  14.15–15.15 uur
                  7 kiezen, 1 vrijgesteld (verplichting elders)
                  7 deelnemers te plaatsen; onbeperkt plaats
                                                           plaats  min  taak  1e voorkeur
                  2.1  Binnensteden            Foyer            2             ███████▒▒▒▒▒▒  4/2
                  2.2  Special sociaal         Studio 1         3             ███████░░░     2/3
                  2.3  Themagroep Veiligheid                    –             ███              1
                  2.1: alleen open voor wethouder
                  2.2: mag vervallen; thema sociaal

                  █ voorkeur met plaats · ▒ voorkeur zonder plaats · ░ plaats over

                WIE MOET WAAR ZIJN
                  1.2  voorzitter: Femke
                  2.3  niet: Anna
                  ABV  verplicht voor bestuurslid (1 deelnemer)
                  Samen (collega's): Anna; Bram

                AANDACHTSPUNTEN  1 waarschuwing en 1 opmerking
                  waarschuwing: de bestuursvergadering houdt 1 deelnemer uit ronde 2
                      → end it at 14:00
                  attendees.csv:1:3: opmerking: gelezen zoals het is

                HOE VERDER
                  Maak de indeling            breakouts assign dag
                """)
    }
}
